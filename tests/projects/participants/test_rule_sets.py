"""The parameters of the two budget periods."""

import pytest

from projects.participants import rule_sets


@pytest.mark.parametrize(
    ("code", "age", "months"),
    [("P2014", 24, 6), ("P2014", 25, 12), ("P2014", 60, 12), ("P2021", 24, 12), ("P2021", 60, 12)],
)
def test_long_term_unemployment_begins_after(code, age, months):
    assert rule_sets.rule_set(code).long_term_after_months(age=age) == months


@pytest.mark.parametrize("code", ["P2014", "P2021"])
def test_every_parameter_names_its_source(code):
    origins = rule_sets.rule_set(code).origins

    assert set(origins) == set(rule_sets.PARAMETERS)
    assert all(origin.source for origin in origins.values())


def test_both_periods_have_their_file():
    assert rule_sets.codes() == ["P2014", "P2021"]


def test_an_unknown_period_is_refused_with_the_known_ones():
    with pytest.raises(LookupError, match="P2014, P2021"):
        rule_sets.rule_set("P2007")
