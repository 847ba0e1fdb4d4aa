"""A report as tables: values with their increase, people with disabilities, versions, who counted."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.definitions.models import Definition
from indicators.periods.models import SettlementPeriod
from indicators.periods.queries import Told
from indicators.periods.rules.counting import DISABILITY, Cell
from indicators.periods.rules.sealing import Counted
from projects.participants.models import Participation
from ui import formats
from ui.parts import Cell as Shown
from ui.parts import Column, Table

Names = Mapping[str, Definition]


def name_of(code: str, names: Names) -> str:
    """The short name, or the code of a definition that is no longer known here."""
    return names[code].short_name if code in names else code


def finding(period: SettlementPeriod, told: Told) -> str:
    """The headline: how many people the first indicator counts, and how many are new."""
    first = next(iter(told.definitions), None)
    if first is None:
        return _("Period %(number)s: no indicator was in force") % {"number": period.number}
    total, more = told.cells.get(Cell(first), 0), told.increase(Cell(first))
    said = ngettext(
        "Period %(number)s: one person reported from the start (%(more)s)",
        "Period %(number)s: %(n)s people reported from the start (%(more)s)",
        total,
    )
    return said % {
        "number": period.number,
        "n": formats.number(total),
        "more": formats.signed(more),
    }


def values_table(told: Told, names: Names, *, closing: UUID | None) -> Table:
    """From the start of the project; who is behind a value is a link where it was frozen."""
    columns = [
        Column(_("Indicator")),
        Column(_("Total"), "number"),
        Column(_("Women"), "number"),
        Column(_("Men"), "number"),
        Column(_("Increase"), "signed"),
        Column(_("Of which corrections")),
    ]
    rows = [_values_row(code, told, names, closing) for code in told.definitions]
    return Table(_("Values from the start of the project"), columns, rows, caption_hidden=True)


def _values_row(code: str, told: Told, names: Names, closing: UUID | None) -> list[object]:
    total = Cell(code)
    url = reverse("periods:contributors", args=[closing, code]) if closing else ""
    by_sex = [told.cells.get(Cell(code, sex), "NO_DATA") for sex in ("F", "M")]
    return [
        Shown(name_of(code, names), url=url),
        told.cells.get(total, 0),
        *by_sex,
        told.increase(total),
        corrected_words(told.corrected(total)),
    ]


def corrected_words(by_period: Mapping[int, int]) -> str:
    """'period 1: −3, period 2: +1'; nothing where nothing is corrected."""
    said = _("period %(number)s: %(count)s")
    shown = [said % {"number": n, "count": formats.signed(count)} for n, count in by_period.items()]
    return ", ".join(shown)


def disability_table(told: Told, names: Names) -> Table:
    """People with disabilities in every indicator that may be broken down so."""
    columns = [
        Column(_("Indicator")),
        Column(_("With disabilities"), "number"),
        Column(_("Women"), "number"),
        Column(_("Men"), "number"),
        Column(_("Refused to answer"), "number"),
    ]
    rows = [
        [
            name_of(code, names),
            *(told.cells.get(Cell(code, sex, "YES"), 0) for sex in ("", "F", "M")),
            told.cells.get(Cell(code, "", "REFUSED"), 0),
        ]
        for code, one in told.definitions.items()
        if DISABILITY in one.breakdowns
    ]
    return Table(_("People with disabilities"), columns, rows, caption_hidden=True)


def versions_table(definitions: Mapping[str, Counted], names: Names) -> Table:
    columns = [Column(_("Indicator")), Column(_("Code")), Column(_("Versions that counted"))]
    rows = [
        [name_of(code, names), code, ", ".join(str(number) for number in one.versions)]
        for code, one in definitions.items()
    ]
    return Table(_("Versions of definitions"), columns, rows, caption_hidden=True)


def contributors_table(
    people: Sequence[tuple[Participation | None, date]],
) -> Table:
    columns = [Column(_("Person")), Column(_("Counted on"), "day")]
    rows = [[_person(one), day] for one, day in people]
    return Table(_("Who counted"), columns, rows, caption_hidden=True)


def _person(participation: Participation | None) -> object:
    if participation is None:
        return _("no longer kept")
    # What was voided since has no page any more.
    url = "" if participation.voided_at else reverse("desk:person", args=[participation.pk])
    return Shown(str(participation.person), url=url)
