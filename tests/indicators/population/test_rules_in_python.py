"""The shipped rules read in Python over the worked population, and mistakes planted in them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from core import tenancy
from indicators import judging
from indicators.definitions import files
from indicators.facts.models import ParticipationFact
from indicators.language import as_python, tree
from projects.participants.models import Participation
from tests import make
from tests.indicators.population import entering, page
from tests.indicators.population.entering import Entered
from tests.indicators.population.mutants import Rule, mutants

pytestmark = pytest.mark.xdist_group("population")

Row = dict[str, Any]
SHIPPED = [one for one in files.read_standard() if one["rule"] is not None]
BY_CODE = {one["code"]: one for one in SHIPPED}
RISK = {"field": "at_risk", "is": True}
INACTIVE = {"field": "labour_status", "is": "INACTIVE"}
NOT_EMPLOYED = {"field": "labour_status", "in": ["UNEMPLOYED", "INACTIVE"]}
UNEMPLOYED = {"field": "labour_status", "is": "UNEMPLOYED"}
LONG_TERM = {"field": "long_term_unemployed", "is": True}
NOT_LEARNING = {"not": {"field": "labour_detail", "is": "IN_EDUCATION"}}
IDLE = {"field": "labour_detail", "is": "NOT_IN_EDUCATION"}
WORKS = {"outcome": "EMPLOYMENT", "window": {"from": 0, "to": 28}}
VOCATIONAL = {"field": "vocational_kinds", "at_least": 1}
LASTING = {"outcome": "LASTING_WORK", "window": {"to_months": 3, "from": 0}}
# Nobody can be entered of whom these would say something else than the rule they come from.
ALIKE: dict[str, list[Rule]] = {
    # An outcome outside its window is refused, and without one there is no day to count on.
    "EMPLOYED_AFTER": [{"all": [RISK, NOT_EMPLOYED]}, {"all": [RISK, WORKS]}],
    "QUALIFICATION_GAINED": [{"all": [RISK]}],
    "SEEKING_WORK": [{"all": [RISK, INACTIVE]}],
    "EECR01": [{"all": [INACTIVE]}],
    "EECR02": [{"all": [NOT_LEARNING]}],
    "CR01": [{"all": [INACTIVE]}],
    "CR02": [{"all": [NOT_LEARNING]}],
    # Whoever worked at the start has no such outcome: it is refused.
    "EECR04": [{"all": [NOT_EMPLOYED]}, {"all": [WORKS]}, {"any": [NOT_EMPLOYED, WORKS]}],
    "CR04": [{"all": [NOT_EMPLOYED]}, {"all": [WORKS]}, {"any": [NOT_EMPLOYED, WORKS]}],
    # Lasting work is observed after leaving, or refused.
    "EMPLOYMENT_EFFICIENCY_REACHED": [{"all": [VOCATIONAL, LASTING]}],
    # Whoever has not left has no day to count on.
    "EMPLOYMENT_EFFICIENCY_BASE": [{"all": [VOCATIONAL]}],
    "SOCIAL_EFFICIENCY_BASE": [{"all": BY_CODE["SOCIAL_EFFICIENCY_BASE"]["rule"]["all"][1:]}],
    # The detail says the status, and so do months without work.
    "EECO03": [{"all": [LONG_TERM]}],
    "CO02": [{"all": [LONG_TERM]}],
    "CO04": [{"all": [IDLE]}],
    "CO08": [{"all": [{"field": "age", "at_least": 55}, {"any": [UNEMPLOYED, {"all": [IDLE]}]}]}],
}


def can_be(rule: Rule) -> bool:
    """Whether the rule is not refused already where it is written: nobody could fulfil it."""
    try:
        tree.parse(rule)
    except tree.RuleInvalid:
        return False
    return True


def planted() -> Iterator[Any]:
    for one in SHIPPED:
        # CR05 is made of other rules, whose mistakes are noticed where they stand alone.
        for place, mutant in enumerate(mutants(one["rule"]) if one["code"] != "CR05" else ()):
            if mutant not in ALIKE.get(one["code"], []) and can_be(mutant):
                yield pytest.param(one, mutant, id=f"{one['code']}-{place}")


PLANTED = list(planted())


@pytest.fixture(scope="module")
def rows(population: Entered) -> dict[str, Row]:
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        found = ParticipationFact.objects.values()
        return {population.number_of(row["participation_id"]): row for row in found}


def counted(definition: dict[str, Any], rule: object, rows: dict[str, Row]) -> set[str]:
    """Who counts by a rule: of its rule set, on a day from which the version holds."""
    read, since = tree.parse(rule), date.fromisoformat(definition["effective_from"])
    return {
        number
        for number, row in rows.items()
        if definition["rule_set"] in ("", row["rule_set"])
        and row[definition["counts_on"]] is not None
        and row[definition["counts_on"]] >= since
        and as_python.verdict(read, row).holds
    }


def expected(code: str) -> set[str]:
    return {number for number, codes in page.hits().items() if code in codes}


@pytest.mark.parametrize("definition", SHIPPED, ids=lambda one: one["code"])
def test_python_counts_whom_the_page_counts(rows, definition):
    assert counted(definition, definition["rule"], rows) == expected(definition["code"])


@pytest.mark.parametrize("slug", entering.UNITS)
def test_a_unit_finds_whom_the_page_counts_in_its_own_tables(population, slug):
    """The list behind a number is read from where facts may not be read; it says the same."""
    with tenancy.inside(population.units[slug]):
        indicators = judging.indicators(on=make.TODAY)
        found = {
            population.number_of(pk): {
                code
                for code, one in indicators.items()
                if one.asks(row) and judging.judge(one, row).counts
            }
            for pk, row in judging.counting_rows(Participation.objects.all())
        }

    told = page.hits()
    assert found == {number: told[number] for number in found}
    assert found


@pytest.mark.parametrize(("definition", "mutant"), PLANTED)
def test_the_population_notices_a_mistake_in_a_rule(rows, definition, mutant):
    assert counted(definition, mutant, rows) != expected(definition["code"])


def test_many_mistakes_were_planted():
    assert len(PLANTED) > 180


def test_the_disadvantaged_with_a_result_are_those_of_the_other_indicators():
    disadvantaged, with_a_result = BY_CODE["CR05"]["rule"]["all"]

    assert disadvantaged["any"] == [BY_CODE[code]["rule"] for code in ("CO15", "CO16", "CO17")]
    assert with_a_result["any"] == [
        BY_CODE[code]["rule"] for code in ("CR01", "CR02", "CR03", "CR04")
    ]
