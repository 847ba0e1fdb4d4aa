"""What other pages may show: a small page for a frame, and the same as one picture."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _

from dashboards.public import addresses
from dashboards.public.contents import DISABLED, EMPLOYED, PEOPLE, Shown
from dashboards.public.pages import Page
from dashboards.public.wording.places import BY_SLUG, PLACES
from ui import formats

PROGRAMME = "program"
# Of the picture: where its first line stands, and how far the next one is.
FIRST, STEP = 108, 58


@dataclass(frozen=True)
class Line:
    """One figure: its name, its words and, for the picture, where it stands."""

    label: str
    value: Shown
    words: str
    y: int

    @property
    def rule_y(self) -> int:
        return self.y + 18


def widget(page: Page, what: str, *, site: str) -> dict[str, Any]:
    """The whole programme, or a unit that has a page."""
    unit = _unit(page, what)
    url = page.url("unit", slug=what) if unit else page.url("programme")
    title = PLACES[unit].named(page.language) if unit else _("Metropolitan activation programme")
    return {
        "language": page.language,
        "title": title,
        "lines": list(_lines(page, unit)),
        "url": f"{site}{url}",
        "as_of": page.content.as_of,
        "number": page.reading.number,
    }


def picture(page: Page, what: str, *, site: str) -> dict[str, Any]:
    facts = widget(page, what, site=site)
    said = "; ".join(f"{line.label}: {line.words}" for line in facts["lines"])
    foot = _("Figures of %(day)s, rounded to 5. Source: Szansa.")
    return {
        **facts,
        "said": f"{facts['title']}. {said}.",
        "foot": foot % {"day": formats.day(page.content.as_of)},
    }


def code(page: Page, what: str, *, site: str) -> str:
    """What somebody copies into their own page; without scripts it is the picture."""
    named = {"language": page.language, "what": what}
    frame, image = (f"{site}{addresses.file(kind, **named)}" for kind in ("widget", "picture"))
    title = _("Results of the activation programme")
    return (
        f'<iframe src="{frame}" title="{title}" width="100%" height="320" loading="lazy" '
        f'style="border:0" data-szansa></iframe>\n'
        f'<script src="{site}{settings.STATIC_URL}public/embed.js" async></script>\n'
        f'<noscript><img src="{image}" alt="{title}"></noscript>'
    )


def _unit(page: Page, what: str) -> str:
    if what == PROGRAMME:
        return ""
    unit = BY_SLUG.get(what, "")
    if not unit or not page.has_page(unit):
        raise Http404
    return unit


def _lines(page: Page, unit: str) -> Any:
    labels = {
        PEOPLE: _("People supported"),
        DISABLED: _("of them with disabilities"),
        EMPLOYED: _("Found work"),
    }
    for place, (subject, label) in enumerate(labels.items()):
        value = page.people(subject, unit)
        yield Line(label, value, formats.words(value), FIRST + STEP * place)
