"""An address below /api/ that leads nowhere: a problem document that names the right one where it is known.

No redirect: it would turn a POST into a GET, and the program would never hear of it.
"""

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from core.api.problems import Problem, not_found

ROOT = "/api/v1/"
# The name of the address that all others fall through to.
NOWHERE = "nowhere"


def nothing_here(request: HttpRequest) -> Problem:
    """What to say of the address, whatever the method was."""
    if not request.path.startswith(ROOT):
        said = _("The addresses of the API begin with %(root)s.") % {"root": ROOT}
        return Problem("not-found", said, address=ROOT)
    for meant, told in _meant(request.path):
        if _leads(meant):
            return Problem("not-found", told % {"address": meant}, address=meant)
    return not_found()


def _meant(path: str) -> list[tuple[str, str]]:
    if path.endswith("/"):
        return [(path.rstrip("/"), _("This address has no slash at its end: %(address)s."))]
    return [(f"{path}/", _("Addresses end with a slash: %(address)s."))]


def _leads(path: str) -> bool:
    try:
        return resolve(path).url_name != NOWHERE
    except Resolver404:
        return False
