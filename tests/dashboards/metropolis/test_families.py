"""The list of indicators: the programme's have numbers, those of the funds say why they have none."""

import pytest

from indicators.definitions.vocabulary import Family
from tests import make


@pytest.fixture
def groups(metropolis, client_of):
    account = make.account("ola@example.org", "Ola Miotk", metropolis, "metropolitan_coordinator")
    page = client_of(account, metropolis).get("/wskazniki/")
    return {group.key: group for group in page.context["groups"]}


def test_indicators_of_the_funds_say_that_they_stay_with_the_units(groups):
    funds = [key for key in groups if key != Family.PROGRAMME.value.lower()]

    assert funds
    for key in funds:
        assert len(groups[key].table.columns) == 2
        assert all(len(row) == 2 for row in groups[key].table.rows)
        assert groups[key].sub.startswith("Każda jednostka liczy je do własnych sprawozdań")


def test_the_programmes_own_have_both_counts_and_need_no_excuse(groups):
    own = groups[Family.PROGRAMME.value.lower()]

    assert len(own.table.columns) == 4
    assert own.sub == ""
