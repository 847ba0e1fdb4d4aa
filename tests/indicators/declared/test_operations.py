"""Declared values: what is refused, what stays in the history, and who may declare."""

from datetime import date

import pytest

from core import tenancy
from core.errors import NotAllowed
from core.ledger.models import Member
from indicators.declared import operations, queries, refusals
from indicators.declared.models import Declared
from tests import make
from tests.make import agreements
from tests.make import declared as made

YEAR = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 3, 31)}
LATER = {"starts_on": date(2026, 4, 1), "ends_on": date(2026, 6, 30)}


@pytest.fixture
def anna(alfa, coordinator) -> Member:
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


@pytest.fixture
def project(alfa, anna):
    with tenancy.inside(alfa):
        yield make.project(by=anna)


REFUSED = {
    "women and men that make another number": (
        {"definition_code": made.PEOPLE, "women": 3, "men": 3},
        refusals.WomenAndMenMakeAnother,
    ),
    "women without men": (
        {"definition_code": made.PEOPLE, "women": 3},
        refusals.WomenOrMenMissing,
    ),
    "women among objects": ({"women": 3, "men": 4}, refusals.NoPeopleAreCounted),
    "a day to come": ({"ends_on": date(2026, 11, 22)}, refusals.StillToCome),
    "days before the project": (
        {"starts_on": date(2024, 12, 31)},
        refusals.BeforeTheProject,
    ),
    "days backwards": ({"starts_on": date(2026, 7, 1)}, refusals.DaysBackwards),
    "no source": ({"source": "  "}, refusals.SourceMissing),
    "an indicator that is none": ({"definition_code": "NONE"}, refusals.UnknownIndicator),
    "a rate": ({"definition_code": "EMPLOYMENT_EFFICIENCY"}, refusals.NotDeclarable),
    "an indicator of the years before": ({"definition_code": "CO20"}, refusals.OfAnotherFund),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_refuses(project, anna, name):
    facts, refusal = REFUSED[name]

    with pytest.raises(refusal):
        made.declared(of=project, by=anna, **facts)

    assert not Declared.objects.exists()


def test_the_same_days_cannot_be_declared_twice(project, anna):
    made.declared(of=project, by=anna, **YEAR)
    made.declared(of=project, by=anna, **LATER)

    with pytest.raises(refusals.DaysTaken):
        made.declared(of=project, by=anna, starts_on=date(2026, 3, 31), ends_on=date(2026, 3, 31))
    with pytest.raises(refusals.DeclaredTheOtherWay):
        made.declared(of=project, by=anna)


def test_what_a_rule_counts_is_declared_only_where_nobody_is_entered(project, anna):
    assert made.declared(of=project, by=anna, definition_code=made.PEOPLE).pk

    make.participation(by=anna, of=project)

    with pytest.raises(refusals.CountedFromPeople):
        made.declared(of=project, by=anna, definition_code="EMPLOYED_AFTER")
    assert made.declared(of=project, by=anna, definition_code=made.LONG_TERM).pk
    assert all(not one.is_counted for one in queries.declarable(project))


def _corrected(declared, by, total=8, reason="pomyłka"):
    return operations.correct_value(
        declared=declared,
        entry=made.entry(total),
        reason=reason,
        on=make.TODAY,
        at=agreements.NOW,
        by=by,
    )


def test_a_correction_keeps_what_it_replaces(project, anna):
    first = made.declared(of=project, by=anna)

    second = _corrected(first, anna)

    assert [each.total_count for each in queries.versions_of(second)] == [8, 7]
    assert list(queries.in_force([project.pk])) == [second]
    assert second.reason == "pomyłka"


def test_a_correction_says_why_and_changes_something(project, anna):
    first = made.declared(of=project, by=anna)

    with pytest.raises(refusals.ReasonMissing):
        _corrected(first, anna, reason=" ")
    with pytest.raises(refusals.NothingChanged):
        _corrected(first, anna, total=7)


def test_whoever_corrects_second_is_told(project, anna):
    first = made.declared(of=project, by=anna)
    _corrected(first, anna)

    with pytest.raises(refusals.NotInForce):
        _corrected(first, anna, total=9)


def test_withdrawn_days_are_free_again(project, anna):
    first = made.declared(of=project, by=anna)

    operations.withdraw_value(declared=first, reason="inny projekt", at=agreements.NOW, by=anna)

    assert made.declared(9, of=project, by=anna).pk
    assert Declared.objects.count() == 2


def test_a_viewer_declares_nothing(alfa, project):
    viewer = Member(display_name="Wiktor", grants=[{"role": "viewer", "project": None}])

    with pytest.raises(NotAllowed):
        made.declared(of=project, by=viewer)
