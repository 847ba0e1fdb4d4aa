"""Turns a paper's HTML into a tagged PDF, where the system has what that takes."""

import hashlib
import importlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from django.contrib.staticfiles import finders
from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from projects.documents.models import LogoStrip

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
PLACEHOLDER_STRIP = "documents/strip-placeholder.svg"
# Lato has no narrow no-break space; here the ordinary one is as good.
NARROW, ORDINARY = "\u202f", "\u00a0"


class PangoMissing(RuleBroken):
    message = _(
        "PDF documents cannot be made on this server: Debian packages are missing. Ask whoever "
        "runs it for: apt-get install %(packages)s. Everything else works without them."
    )

    def __init__(self) -> None:
        super().__init__(packages=PACKAGES)


@dataclass(frozen=True)
class Printed:
    """A finished PDF."""

    content: bytes
    pages_count: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Strip:
    """The row of signs as a picture, with its text for those who do not see it."""

    content: bytes
    media_type: str
    description: str


def strip_of(kept: LogoStrip | None, *, mono: bool = False) -> Strip:
    """The tenant's own row of signs, or the one drawn by us that says it only keeps the place."""
    if kept is None:
        drawn = Path(str(finders.find(PLACEHOLDER_STRIP))).read_bytes()
        return Strip(drawn, "image/svg+xml", "Miejsce na pasek znaków: znak zastępczy")
    content = bytes(kept.mono if mono and kept.mono else kept.colour)
    return Strip(content, media_type_of(content), kept.description)


def media_type_of(picture: bytes) -> str:
    return "image/png" if picture.startswith(b"\x89PNG") else "image/jpeg"


def make_ready() -> None:
    """Load what sets the type, or raise PangoMissing; call it before anything is locked."""
    _typesetting()


def print_paper(html: str, *, strip: Strip) -> Printed:
    """Set one whole page of HTML; `strip` is what stands at the address szansa:strip."""
    whole = html.replace(NARROW, ORDINARY)
    content, pages_count = _typesetting().as_pdf(
        whole, strip=strip.content, strip_type=strip.media_type
    )
    return Printed(content, pages_count)


@lru_cache(maxsize=1)
def _typesetting() -> ModuleType:
    # Not at the top: it takes a second, and it fails where the system's packages are missing.
    try:
        return importlib.import_module("projects.documents.typesetting")
    except OSError as error:
        raise PangoMissing from error
