"""Changes of territory: only loading official lists, never typing them."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, Permission, require
from territory import queries, rules
from territory.models import Unit, UrbanisationDegree

FILE = Path(__file__).parent / "data" / "teryt.csv"
# The list is identical in TERC of 2020-01-01 and 2024-01-01; earlier states were not checked.
LISTED_SINCE = date(2020, 1, 1)
SHOWN_PROBLEMS = 10


class ListRefused(RuleBroken):
    message = _(
        "Nothing was loaded: the list has %(count)s faults. %(faults)s. "
        "Correct these lines in the file, or take a fresh copy of the list, and load it again."
    )


class NothingOfTheArea(RuleBroken):
    message = _(
        "Nothing was loaded: the list names no gmina of the area. "
        "Check that it is the list of gminy and that the TERYT codes are whole."
    )


@operation()
def load_units(*, by: Actor, file: Path = FILE) -> int:
    """Load or renew every unit of the list; return how many there are."""
    require(by, Permission.EDIT_DEFINITIONS)
    with file.open(encoding="utf-8", newline="") as lines:
        units = [_unit(row) for row in csv.DictReader(lines)]
    columns = [f.name for f in Unit._meta.concrete_fields if f.name != "code"]
    Unit.objects.bulk_create(
        units, update_conflicts=True, unique_fields=["code"], update_fields=columns
    )
    audit.record("loaded territory", Unit, by=by, count=len(units))
    return len(units)


def _unit(row: dict[str, str]) -> Unit:
    return Unit(
        code=row["code"],
        name=row["name"],
        display_name=row["display_name"],
        kind=row["kind"],
        parent_code=row["parent_code"],
        population_count=int(row["population"]) if row["population"] else None,
        population_on=row["population_date"],
        population_source=row["population_source"],
        valid_from=LISTED_SINCE,
        source="TERC, GUS: " + row["code_certainty"],
    )


@dataclass(frozen=True)
class LoadedDegrees:
    """What was loaded, which gminy of the area the list leaves unknown, and what it had besides."""

    count: int
    missing: list[str]
    elsewhere_count: int


@operation()
def load_degurba(
    *, by: Actor, rows: Sequence[rules.DegreeRow], source: str, valid_from: date
) -> LoadedDegrees:
    """Load one official list whole, or nothing of it; the list of the same day is replaced."""
    require(by, Permission.EDIT_DEFINITIONS)
    listed = check_degurba(rows)
    UrbanisationDegree.objects.filter(valid_from=valid_from).delete()
    UrbanisationDegree.objects.bulk_create(
        UrbanisationDegree(gmina_id=code, degree=degree, valid_from=valid_from, source=source)
        for code, degree in sorted(listed.degrees.items())
    )
    audit.record(
        "loaded degrees of urbanisation",
        UrbanisationDegree,
        by=by,
        reason=f"{source}, {valid_from}",
    )
    return LoadedDegrees(len(listed.degrees), listed.missing, listed.elsewhere_count)


def check_degurba(rows: Sequence[rules.DegreeRow]) -> rules.Checked:
    """The list compared with the area's gminy; refused with every fault that it has."""
    listed = rules.checked(rows, gminy=queries.gminy().values_list("code", flat=True))
    if listed.problems:
        shown = [_sentence(problem) for problem in listed.problems[:SHOWN_PROBLEMS]]
        raise ListRefused(count=len(listed.problems), faults="; ".join(shown))
    if not listed.degrees:
        raise NothingOfTheArea
    return listed


FAULTS = {
    rules.NOT_A_CODE: _("a TERYT code has 6 or 7 digits"),
    rules.NOT_A_DEGREE: _("a degree is 1, 2 or 3"),
    rules.UNKNOWN_GMINA: _("the area has no such gmina"),
    rules.TWICE: _("this gmina is listed a second time"),
    rules.MIXED: _("codes of 6 and of 7 digits are mixed, as if leading zeros were lost"),
}


def _sentence(problem: rules.Problem) -> str:
    told = {"line": problem.line, "value": problem.value, "fault": FAULTS[problem.fault]}
    return gettext("line %(line)s, “%(value)s”: %(fault)s") % told
