"""Everything that docs/worked-population.md says, against what the program comes to."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from uuid import UUID

import pytest

from core import tenancy
from indicators.cells.models import Cell
from indicators.definitions import files
from indicators.definitions.models import Definition
from indicators.facts.models import Hit, ParticipationFact, Repeat, SharedCell
from tests.indicators.population import page
from tests.indicators.population.entering import Entered
from tests.indicators.population.page import NOBODY_ASKED, Counts

# The people are entered once, for whoever reads them.
pytestmark = pytest.mark.xdist_group("population")

EVERYBODY = {"disability": "", "age_band": "", "labour_status": "", "education": ""}
COUNTED = [str(one["code"]) for one in files.read_standard() if one["rule"] is not None]
NOBODY = Counts((0, 0, 0), (0, 0, 0))
SEXES = ("F", "M", "")


@pytest.fixture
def facts(population: Entered) -> dict[str, ParticipationFact]:
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        found = ParticipationFact.objects.all()
        return {population.number_of(fact.participation_id): fact for fact in found}


@pytest.fixture
def hits(population: Entered) -> dict[str, dict[str, date]]:
    return hits_of(population)


def hits_of(population: Entered) -> dict[str, dict[str, date]]:
    """By participation: the indicators it counts for, each with its day."""
    found: dict[str, dict[str, date]] = defaultdict(dict)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        codes = dict(Definition.objects.values_list("number", "code"))
        for hit in Hit.objects.select_related("participation"):
            number = population.number_of(hit.participation.participation_id)
            found[number][codes[hit.definition_no]] = hit.counted_on
    return found


def shared(period: str = "ALL") -> dict[str, Counts]:
    """What the programme's cells hold of a period, by indicator."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        rows = SharedCell.objects.filter(unit_code="", project_id=None, period=period)
        return _by_code(rows.filter(**EVERYBODY))


def _by_code(rows) -> dict[str, Counts]:
    cells = {(row.definition_code, row.sex): row for row in rows}
    found = {}
    for code in {code for code, _sex in cells}:
        held = [cells.get((code, sex)) for sex in SEXES]
        participations = [cell.participations_count if cell else 0 for cell in held]
        people = [cell.people_count if cell else 0 for cell in held]
        found[code] = Counts(tuple(participations), tuple(people))
    return found


def test_the_page_works_out_every_indicator_that_a_rule_counts():
    codes = [row["indicator"] for row in page.table("What every indicator comes to")]

    assert sorted(codes) == sorted(COUNTED)


def test_both_tables_of_the_page_say_the_same():
    """Person by person and indicator by indicator: worked out twice, and equal."""
    by_person = Counter((code, no) for no, codes in page.hits().items() for code in codes)
    by_indicator = Counter(
        (row["indicator"], no)
        for row in page.table("What every indicator comes to")
        for no in page.numbers(row["who"])
    )

    assert by_person == by_indicator


@pytest.mark.parametrize("row", page.participations(), ids=lambda row: row["no"])
def test_the_page_counts_days_after_leaving_as_the_calendar_does(row):
    for outcome in page.seen(f"{row['outcomes']} {row['refused']}"):
        left = date.fromisoformat(row["left"])
        assert outcome.day == left + timedelta(days=outcome.days_after)


def test_everybody_became_a_fact_as_the_page_tells_them(facts):
    told = {
        row["no"]: (row["start"], row["age"], row["rural"], row["left"], row["disability"])
        for row in page.participations()
    }
    del told["8"]

    assert {
        number: (
            fact.started_on.isoformat(),
            str(fact.age),
            str(fact.degurba or NOBODY_ASKED),
            fact.ended_on.isoformat() if fact.ended_on else NOBODY_ASKED,
            fact.disability,
        )
        for number, fact in facts.items()
    } == told


@pytest.mark.parametrize("no", page.hits(), ids=str)
def test_everybody_counts_for_what_the_page_says(hits, no):
    assert set(hits.get(no, {})) == page.hits()[no]


def test_everybody_counts_on_the_day_of_the_start_the_exit_or_the_outcome(hits):
    on = {one["code"]: one["counts_on"] for one in files.read_standard()}
    for row in page.participations():
        days = {"started_on": row["start"], "ended_on": row["left"]}
        days |= {
            f"{one.kind.lower()}_on": one.day.isoformat() for one in page.seen(row["outcomes"])
        }
        counted = {code: day.isoformat() for code, day in hits.get(row["no"], {}).items()}
        assert counted == {code: days[on[code]] for code in counted}


@pytest.mark.parametrize(
    "row", page.table("What every indicator comes to"), ids=lambda row: row["indicator"]
)
def test_an_indicator_comes_to_what_was_worked_out(population, row):
    assert shared().get(row["indicator"], NOBODY) == page.counts(row)


@pytest.mark.parametrize(
    "row", page.table("By year"), ids=lambda row: f"{row['indicator']} {row['year']}"
)
def test_a_year_comes_to_what_was_worked_out(population, row):
    assert shared(row["year"]).get(row["indicator"], NOBODY) == page.counts(row)


@pytest.mark.parametrize("row", page.table("By unit"), ids=lambda row: row["unit"])
def test_a_unit_comes_to_what_was_worked_out(population, row):
    with tenancy.inside(population.units[row["unit"]]):
        rows = Cell.objects.filter(project_id=None, period="ALL", **EVERYBODY)
        assert _by_code(rows)["PEOPLE_AT_RISK"] == page.counts(row)


def test_parts_make_the_whole_though_units_disagree_on_a_disability(population):
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        rows = SharedCell.objects.filter(
            unit_code="", project_id=None, period="ALL", definition_code="PEOPLE_AT_RISK", sex=""
        ).exclude(disability="")
        found = {row.disability: (row.participations_count, row.people_count) for row in rows}

    assert found == {
        row["disability"]: (int(row["participations"]), int(row["people"]))
        for row in page.table("By disability")
    }


def test_who_comes_back_is_told_in_numbers(population):
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        found = {(one.of, one.times): one.people_count for one in Repeat.objects.all()}

    assert found == {
        (row["of"], int(row["times"])): int(row["people"]) for row in page.table("Who comes back")
    }


def test_nobody_else_became_a_fact(facts, population):
    ids: set[UUID] = {fact.participation_id for fact in facts.values()}

    voided = population.participations["8"].pk
    assert ids == {one.pk for one in population.participations.values()} - {voided}
