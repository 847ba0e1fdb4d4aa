"""The shipped rules read in Python over the worked population, and mistakes planted in them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from core import tenancy
from indicators.definitions import files
from indicators.facts.models import ParticipationFact
from indicators.language import as_python, as_sentence, tree
from tests.indicators.population import page
from tests.indicators.population.entering import Entered
from tests.indicators.population.mutants import mutants

pytestmark = pytest.mark.xdist_group("population")

Row = dict[str, Any]
SHIPPED = [one for one in files.read_standard() if one["rule"] is not None]
BY_CODE = {one["code"]: one for one in SHIPPED}
RISK = "person at risk of poverty or social exclusion"
WITHOUT_WORK = "status at start is unemployed or inactive"
WORKS = "employment is observed within 28 days after leaving"
# Nobody can be entered of whom these would say something else.
ALIKE = {
    # An outcome outside its window is refused, and without one there is no day to count on.
    "EMPLOYED_AFTER": {f"{RISK}, and {WITHOUT_WORK}", f"{RISK}, and {WORKS}"},
    "QUALIFICATION_GAINED": {RISK},
    "SEEKING_WORK": {f"{RISK}, and status at start is inactive"},
    "EECR01": {"status at start is inactive"},
    "EECR02": {"not (detailed status at start is in education)"},
    "CR01": {"status at start is inactive"},
    "CR02": {"not (detailed status at start is in education)"},
    # Whoever worked at the start has no such outcome: it is refused.
    "EECR04": {WITHOUT_WORK, WORKS, f"{WITHOUT_WORK}, or {WORKS}"},
    "CR04": {WITHOUT_WORK, WORKS, f"{WITHOUT_WORK}, or {WORKS}"},
    # Lasting work is observed after leaving, or refused.
    "EMPLOYMENT_EFFICIENCY_REACHED": {
        "at least 1 kind of vocational support, "
        "and lasting work is observed within 3 months after leaving"
    },
    # Whoever has not left has no day to count on.
    "EMPLOYMENT_EFFICIENCY_BASE": {"at least 1 kind of vocational support"},
    "SOCIAL_EFFICIENCY_BASE": {
        "(at least 1 kind of social support, or at least 1 kind of health support, or at least "
        "1 kind of vocational support, or at least 1 kind of educational support)"
    },
    # The detail says the status, and so do months without work.
    "EECO03": {"person unemployed for a long time"},
    "CO02": {"person unemployed for a long time"},
    "CO04": {"detailed status at start is inactive, not in education or training"},
    "CO08": {
        "age at start is at least 55, and (status at start is unemployed, "
        "or detailed status at start is inactive, not in education or training)"
    },
}


def nobody_can_fulfil(mutant: object) -> bool:
    """A mistake that the language refuses needs no population to be noticed."""
    try:
        tree.parse(mutant)
    except tree.RuleInvalid:
        return True
    return False


def planted() -> Iterator[Any]:
    with override("en"):
        for one in SHIPPED:
            for mutant in mutants(one["rule"]) if one["code"] != "CR05" else ():
                if nobody_can_fulfil(mutant):
                    continue
                said = as_sentence.sentence(tree.parse(mutant))
                if said not in ALIKE.get(one["code"], ()):
                    yield pytest.param(one, mutant, id=f"{one['code']}: {said}")


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


@pytest.mark.parametrize(("definition", "mutant"), PLANTED)
def test_the_population_notices_a_mistake_in_a_rule(rows, definition, mutant):
    assert counted(definition, mutant, rows) != expected(definition["code"])


def test_many_mistakes_were_planted():
    assert len(PLANTED) > 180


def test_the_disadvantaged_with_a_result_are_those_of_the_other_indicators():
    """CR05 is made of rules whose mistakes are noticed where they stand alone."""
    disadvantaged, with_a_result = BY_CODE["CR05"]["rule"]["all"]

    assert disadvantaged["any"] == [BY_CODE[code]["rule"] for code in ("CO15", "CO16", "CO17")]
    assert with_a_result["any"] == [
        BY_CODE[code]["rule"] for code in ("CR01", "CR02", "CR03", "CR04")
    ]
