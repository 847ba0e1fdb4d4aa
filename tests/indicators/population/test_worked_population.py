"""Everything that docs/worked-population.md says, against what the program comes to."""

from collections import Counter
from datetime import date, timedelta

import pytest

from indicators.definitions import files
from tests.indicators.population import figures, page
from tests.indicators.population.figures import NOBODY

# The people are entered once, for whoever reads them.
pytestmark = pytest.mark.xdist_group("population")

COUNTED = [one["code"] for one in files.read_standard() if one["rule"] is not None]


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


def test_everybody_became_a_fact_as_the_page_tells_them_and_nobody_else_did(population):
    assert figures.facts(population) == figures.facts_of_the_page()


@pytest.mark.parametrize("no", page.hits(), ids=str)
def test_everybody_counts_for_what_the_page_says_on_the_day_it_says(population, no):
    assert figures.hits(population).get(no) == figures.hits_of_the_page().get(no)


@pytest.mark.parametrize(
    "row", page.table("What every indicator comes to"), ids=lambda row: row["indicator"]
)
def test_an_indicator_comes_to_what_was_worked_out(population, row):
    assert figures.programme().get(row["indicator"], NOBODY) == page.counts(row)


@pytest.mark.parametrize(
    "row", page.table("By year"), ids=lambda row: f"{row['indicator']} {row['year']}"
)
def test_a_year_comes_to_what_was_worked_out(population, row):
    assert figures.programme(row["year"]).get(row["indicator"], NOBODY) == page.counts(row)


@pytest.mark.parametrize("row", page.table("By unit"), ids=lambda row: row["unit"])
def test_a_unit_comes_to_what_was_worked_out(population, row):
    assert figures.unit(population, row["unit"])["PEOPLE_AT_RISK"] == page.counts(row)


def test_parts_make_the_whole_though_units_disagree_on_a_disability(population):
    told: Counter[tuple[str, str]] = Counter()
    for row in page.table("By disability"):
        # Whoever said no and whoever said nothing are told as one.
        word = "YES" if row["disability"] == "YES" else "OTHER"
        told.update({(word, count): int(row[count]) for count in ("participations", "people")})
    assert figures.disabilities() == {
        word: (told[word, "participations"], told[word, "people"]) for word in ("YES", "OTHER")
    }


def test_who_comes_back_is_told_in_numbers(population):
    assert figures.repeats() == {
        (row["of"], int(row["times"])): int(row["people"]) for row in page.table("Who comes back")
    }
