"""Which pages of the metropolis can be kept as a view: those of figures, with their filters."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

LONGEST_ADDRESS = 500
# Pages of figures by the namespaces of their addresses; whatever writes stands under another door.
NAMESPACES = frozenset({"metropolis", "maps", "watching"})


def kept(address: str) -> str:
    """The address as a view keeps it, without the host; empty for anything but a page of figures."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or "\\" in address:
        return ""
    try:
        found = resolve(parts.path, urlconf=settings.ROOT_URLCONF)
    except Resolver404:
        return ""
    if found.namespace not in NAMESPACES or hasattr(found.func, "door"):
        return ""
    query = urlencode(parse_qsl(parts.query))
    whole = f"{parts.path}?{query}" if query else parts.path
    return whole if len(whole) <= LONGEST_ADDRESS else ""
