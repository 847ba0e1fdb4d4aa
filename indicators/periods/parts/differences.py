"""What differs since a period was closed: cell by cell, then who and why."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from indicators.periods.parts.reports import Names, name_of
from indicators.periods.queries import Difference, Moved
from indicators.periods.rules.counting import Cell, Hit
from ui import formats
from ui.parts import Cell as Shown
from ui.parts import Column, Table


def differences_table(difference: Difference, names: Names) -> Table:
    """Every cell that differs: reported, told since, still to be told, and what is true today."""
    columns = [
        Column(_("Indicator")),
        Column(_("Of")),
        Column(_("Reported"), "number"),
        Column(_("Difference"), "signed"),
        Column(_("Still to be reported"), "signed"),
        Column(_("Today"), "number"),
    ]
    untold = difference.untold
    cells = sorted(set(difference.signed) | set(untold))
    rows = [
        [
            name_of(cell.code, names),
            cell_words(cell),
            difference.reported.get(cell, 0),
            difference.signed[cell],
            untold[cell],
            difference.live(cell),
        ]
        for cell in cells
    ]
    return Table(_("Differences since the report"), columns, rows, caption_hidden=True)


def cell_words(cell: Cell) -> str:
    """'everybody', 'women', 'men with disabilities'."""
    sexes = {"": _("everybody"), "F": _("women"), "M": _("men")}
    disabilities = {
        "": "",
        "YES": _("with disabilities"),
        "NO": _("without disabilities"),
        "REFUSED": _("who refused to say whether they have a disability"),
    }
    return f"{sexes[cell.sex]} {disabilities[cell.disability]}".strip()


def moves_table(moved: Sequence[Moved], names: Names, *, until: date) -> Table:
    """One row for each person: what changed, for which indicators, and why."""
    own: dict[UUID, list[Moved]] = defaultdict(list)
    for each in moved:
        own[each.participation_id].append(each)
    columns = [
        Column(_("Person")),
        Column(_("Indicators"), "number"),
        Column(_("What changed")),
        Column(_("Why")),
    ]
    rows = [
        [_person(of_one[0]), len(of_one), _changes(of_one, names, until), _why(of_one[0])]
        for of_one in own.values()
    ]
    return Table(_("Who came in and who went out"), columns, rows, caption_hidden=True)


def _changes(moved: Sequence[Moved], names: Names, until: date) -> str:
    """'came in: people at risk, unemployed; went out: inactive'."""
    of_what: dict[str, list[str]] = defaultdict(list)
    for each in moved:
        of_what[_what(each, until)].append(name_of(each.move.code, names))
    return "; ".join(f"{what}: {', '.join(codes)}" for what, codes in of_what.items())


def _person(moved: Moved) -> object:
    if not moved.name:
        return _("name not shown")
    url = reverse("desk:person", args=[moved.participation_id]) if moved.has_page else ""
    return Shown(moved.name, url=url)


def _why(moved: Moved) -> str:
    if not moved.is_kept:
        return _("the data of this person are no longer kept")
    return "; ".join(moved.reasons) or _("nothing was written down about this person")


def _what(moved: Moved, until: date) -> str:
    if moved.move.came(until):
        return _("came in")
    if moved.move.went(until):
        return _("went out")
    before, after = moved.move.before, moved.move.after
    words = {"before": _traits(before), "after": _traits(after)}
    return _("was %(before)s, is %(after)s") % words


def _traits(hit: Hit | None) -> str:
    if hit is None:
        return ""
    traits = cell_words(Cell(hit.code, hit.sex, hit.disability))
    return f"{traits} ({formats.day(hit.counted_on)})"
