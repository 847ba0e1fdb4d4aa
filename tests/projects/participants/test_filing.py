"""What the checks hear of a path: the social contract of a KIS, and a linked entry (V25, V27)."""

from datetime import date

import pytest

from core.ledger.models import Member
from projects.participants import checks, filing, operations
from projects.participants.models import Participation
from tests import make
from tests.make import path as make_path


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def zaneta(anna):
    """Since 3 March 2026."""
    return make.participation(by=anna)


def _rows():
    return list(Participation.objects.select_related("person", "project"))


def _contract(of: Participation):
    return filing.contract_in(filing.records_of([of.pk])[of.pk], date(2026, 3, 3))


def test_the_checks_hear_of_the_contract_that_holds_on_the_first_day(zaneta, anna):
    make_path.contract(zaneta, by=anna, signed_on=date(2026, 3, 1), valid_to=date(2026, 6, 30))
    make_path.contract(zaneta, by=anna, signed_on=date(2026, 7, 1), valid_to=date(2026, 12, 31))

    assert _contract(zaneta) == (date(2026, 3, 1), date(2026, 6, 30))


def test_a_contract_ended_early_is_told_with_its_real_end(zaneta, anna):
    make_path.contract(zaneta, by=anna, ended_on=date(2026, 5, 1))

    assert _contract(zaneta) == (date(2026, 3, 1), date(2026, 5, 1))


def test_whoever_signed_none_has_none_on_file(zaneta):
    assert _contract(zaneta) is None


def test_a_linked_entry_in_the_same_project_is_a_twin_for_the_checks(zaneta, anna):
    twin = make_path.lookalike(zaneta, by=anna, of=zaneta.project, started_on=date(2026, 5, 5))
    elsewhere = make_path.lookalike(zaneta, by=anna, given_name="Żanetta")
    for other in (twin, elsewhere):
        operations.decide(one=zaneta.person, other=other.person, kind="SAME", by=anna)

    filed = filing.twins_of(_rows(), make.TODAY)

    assert filed == {
        zaneta.pk: {"twin_since": date(2026, 5, 5)},
        twin.pk: {"twin_since": date(2026, 3, 3)},
    }


def test_namesakes_kept_apart_are_no_twins(zaneta, anna):
    twin = make_path.lookalike(zaneta, by=anna, of=zaneta.project)
    operations.decide(one=zaneta.person, other=twin.person, kind="DIFFERENT", by=anna)

    assert filing.twins_of(_rows(), make.TODAY) == {}


def test_the_check_of_the_participation_says_so(zaneta, anna):
    twin = make_path.lookalike(zaneta, by=anna, of=zaneta.project)
    operations.decide(one=zaneta.person, other=twin.person, kind="SAME", by=anna)

    found = checks.of_many(_rows(), on=make.TODAY)

    assert "V27" in {problem.check for problem in found[zaneta.pk]}
