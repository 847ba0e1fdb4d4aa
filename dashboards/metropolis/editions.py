"""The editions of one project beside each other, each over its whole life."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.disclosure import SMALLEST_BASE_OF_A_RATE
from dashboards.metropolis import queries
from dashboards.metropolis.codes import EMPLOYED, RISK
from dashboards.metropolis.models import ReleasedProject
from dashboards.metropolis.queries import HIDDEN, NO_DATA, Pair, Shown
from ui import parts

if TYPE_CHECKING:
    from dashboards.metropolis.pages import View

Figures = Mapping[tuple[str, str], Pair]

# What tells one edition's title from the next: a number in Roman letters at its end, in brackets or not.
_NUMBERED = re.compile(r"\W*(\(edycja\s+[IVX]+\)|\b[IVX]+)\W*$", re.IGNORECASE)


def series(title: str) -> str:
    """The title that all editions of a project share."""
    words = re.findall(r"\w+", _NUMBERED.sub("", title))
    return " ".join(words).lower()


def groups(cards: list[ReleasedProject]) -> list[list[ReleasedProject]]:
    """Projects of one leader and one title, the first edition first; a project alone is left out."""
    found: dict[tuple[str, str], list[ReleasedProject]] = {}
    for card in cards:
        found.setdefault((card.tenant_name, series(card.title)), []).append(card)
    # Two projects of one title are no editions of each other unless one of them is said to follow.
    several = [
        group
        for group in found.values()
        if len(group) > 1 and any((card.edition_no or 0) > 1 for card in group)
    ]
    for group in several:
        group.sort(key=lambda card: (card.edition_no or 0, card.starts_on, str(card.pk)))
    return sorted(several, key=lambda group: (group[0].tenant_name, group[0].title))


def table(view: "View") -> parts.Table | None:
    """Participations, the target, those in work and the cost of each edition, with their bases."""
    together = groups(list(queries.projects(view.scope.unit_code)))
    if not together:
        return None
    figures = queries.by_project(view.release, view.scope.unit_code)
    columns = [
        parts.Column(_("Project")),
        parts.Column(_("Years"), "short", wide_only=True),
        parts.Column(_("Participations"), "number"),
        parts.Column(_("Of the target"), "share", wide_only=True),
        parts.Column(_("In work"), "number"),
        parts.Column(_("In work, of participations"), "percent", wide_only=True),
        parts.Column(_("EU funds per participation"), "money", wide_only=True),
    ]
    rows = [_row(card, figures, view) for group in together for card in group]
    return parts.Table(_("Editions of one project"), columns, rows, caption_hidden=True)


def _row(card: ReleasedProject, figures: Figures, view: "View") -> list[object]:
    nothing = queries.nobody(view.release)
    joined = figures.get((str(card.pk), RISK), nothing).participations
    worked = figures.get((str(card.pk), EMPLOYED), nothing).participations
    runs = card.ends_on >= view.today
    return [
        parts.Cell(
            str(card),
            url=reverse("metropolis:project", args=[card.pk]),
            tag=_("still runs") if runs else "",
        ),
        f"{card.starts_on.year}–{card.ends_on.year}",
        joined,
        _rate(joined, card.targets.get(RISK, {}).get("total") or NO_DATA),
        worked,
        _rate(worked, joined),
        _rate(card.eu_amount or NO_DATA, joined),
    ]


def _rate(top: Decimal | Shown, base: Shown) -> object:
    """A rate of shown numbers over a base that can carry it, or the word for why there is none."""
    if HIDDEN in (top, base):
        return HIDDEN
    if isinstance(top, str) or isinstance(base, str) or base < SMALLEST_BASE_OF_A_RATE:
        return NO_DATA
    return round(Decimal(top) / base, 4)
