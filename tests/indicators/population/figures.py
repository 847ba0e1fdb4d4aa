"""What the program came to, in the shape of the tables of the page, and where the two differ."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from core import tenancy
from dashboards.metropolis import releasing
from indicators.cells.models import Cell
from indicators.definitions import files
from indicators.definitions.models import Definition
from indicators.facts.models import Hit, ParticipationFact, Repeat, SharedCell
from tests.indicators.population import page
from tests.indicators.population.entering import Entered
from tests.indicators.population.page import NOBODY_ASKED, Counts, Row

NOBODY = Counts((0, 0, 0), (0, 0, 0))
SEXES = ("F", "M", "")
EVERYBODY = {"disability": "", "age_band": "", "labour_status": "", "education": ""}
VOIDED = "8"

Told = tuple[str, ...]
Days = dict[str, str]


def facts(entered: Entered) -> dict[str, Told]:
    """Of every fact: the start, the age, the gmina's degree, the exit and the disability."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        found = list(ParticipationFact.objects.all())
    return {
        entered.number_of(fact.participation_id): (
            fact.started_on.isoformat(),
            str(fact.age),
            str(fact.degurba or NOBODY_ASKED),
            _said(fact.ended_on),
            fact.disability,
        )
        for fact in found
    }


def _said(day: date | None) -> str:
    return day.isoformat() if day else NOBODY_ASKED


def facts_of_the_page() -> dict[str, Told]:
    columns = ("start", "age", "rural", "left", "disability")
    rows = {row["no"]: tuple(row[name] for name in columns) for row in page.participations()}
    del rows[VOIDED]
    return rows


def hits(entered: Entered) -> dict[str, Days]:
    """By participation: the indicators it counts for, each with its day."""
    found: dict[str, Days] = defaultdict(dict)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        codes = dict(Definition.objects.values_list("number", "code"))
        for hit in Hit.objects.select_related("participation"):
            number = entered.number_of(hit.participation.participation_id)
            found[number][codes[hit.definition_no]] = hit.counted_on.isoformat()
    return found


def hits_of_the_page() -> dict[str, Days]:
    """What the page lists, each on the day of the start, of leaving or of its outcome."""
    counts_on = {one["code"]: one["counts_on"] for one in files.read_standard()}
    found = {}
    for row in page.participations():
        days = _days(row)
        codes = page.hits()[row["no"]]
        if codes:
            found[row["no"]] = {code: days[counts_on[code]] for code in codes}
    return found


def _days(row: Row) -> Days:
    outcomes = {f"{one.kind.lower()}_on": _said(one.day) for one in page.seen(row["outcomes"])}
    return {"started_on": row["start"], "ended_on": row["left"], **outcomes}


def programme(period: str = "ALL") -> dict[str, Counts]:
    """What the programme's cells hold of a period, by indicator."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        rows = SharedCell.objects.filter(unit_code="", project_id=None, period=period)
        return _by_code(rows)


def unit(entered: Entered, slug: str) -> dict[str, Counts]:
    """What a unit's own cells hold from the start, by indicator."""
    with tenancy.inside(entered.units[slug]):
        return _by_code(Cell.objects.filter(project_id=None, period="ALL", **EVERYBODY))


def _by_code(rows: Iterable[Any]) -> dict[str, Counts]:
    cells = {(row.definition_code, row.sex): row for row in rows}
    found = {}
    for code in {code for code, _sex in cells}:
        held = [cells.get((code, sex)) for sex in SEXES]
        women, men, total = (cell.participations_count if cell else 0 for cell in held)
        of_women, of_men, people = (cell.people_count if cell else 0 for cell in held)
        found[code] = Counts((women, men, total), (of_women, of_men, people))
    return found


def disabilities() -> dict[str, tuple[int, int]]:
    """People at risk with a disability and all others, as a release counts them."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        told = releasing.counted()
    everybody = releasing.Key("", None, "PEOPLE_AT_RISK", "ALL", "", "")
    return {word: tuple(told[everybody._replace(disability=word)]) for word in ("YES", "OTHER")}


def repeats() -> dict[tuple[str, int], int]:
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        return {(one.of, one.times): one.people_count for one in Repeat.objects.all()}


def differences(entered: Entered) -> list[str]:
    """Everything in which the program and the page disagree, a line each."""
    return [
        *_differing("fact", facts(entered), facts_of_the_page()),
        *_differing("hits", hits(entered), hits_of_the_page()),
        *_differing("people", _counted(programme()), _counts_of_the_page()),
    ]


def _counted(found: dict[str, Counts]) -> dict[str, Counts]:
    return {code: counts for code, counts in found.items() if counts != NOBODY}


def _counts_of_the_page() -> dict[str, Counts]:
    rows = page.table("What every indicator comes to")
    return {row["indicator"]: page.counts(row) for row in rows}


def _differing(what: str, found: dict[str, Any], told: dict[str, Any]) -> Iterator[str]:
    for key in sorted(found.keys() | told.keys()):
        if found.get(key) != told.get(key):
            yield f"{what} of {key}: {found.get(key)}, the page says {told.get(key)}"
