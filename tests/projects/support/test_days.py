"""What the checks hear of support: V09 and V10 speak of days that sheets, not forms, know."""

from datetime import date
from decimal import Decimal

import pytest

from projects.participants import checks
from projects.participants import operations as participants
from projects.participants.models import Participation
from projects.support import operations
from tests import make
from tests.make import support


@pytest.fixture
def zaneta(club) -> Participation:
    """Entered by hand: her start, 3 March 2026, was written in the form."""
    return make.participation(of=club.project, by=club.anna)


def _said(of: Participation) -> set[str]:
    rows = Participation.objects.select_related("person", "project").filter(pk=of.pk)
    problems = checks.of_many(list(rows), on=make.TODAY)[of.pk]
    return {problem.check for problem in problems} & {"V09", "V10"}


def _came(club, who: Participation, day: date) -> None:
    support.join(club.group, who, by=club.anna, on=date(2026, 1, 5))
    meeting = support.session(club.group, by=club.anna, held_on=day)
    support.mark(meeting, who, by=club.anna)


def test_nobody_is_blamed_before_any_support_is_on_a_sheet(zaneta):
    assert _said(zaneta) == set()


def test_support_on_the_day_of_the_start_is_as_it_should_be(club, zaneta):
    _came(club, zaneta, date(2026, 3, 3))

    assert _said(zaneta) == set()


def test_a_first_support_later_than_the_start_is_said(club, zaneta):
    _came(club, zaneta, date(2026, 3, 10))

    assert _said(zaneta) == {"V09"}


def test_a_start_that_follows_the_sheets_is_never_at_odds_with_them(club):
    support.mark(club.session, club.people[0], by=club.anna)

    assert club.fresh(0).started_on
    assert _said(club.people[0]) == set()


def test_a_start_corrected_to_a_day_after_support_is_refused(club, zaneta):
    _came(club, zaneta, date(2026, 3, 3))
    later = make.start_entry(started_on=date(2026, 3, 10))
    facts = {"start": later, "version": 1, "reason": "pomyłka", "on": make.TODAY}

    with pytest.raises(participants.Refused) as refused:
        participants.correct_start(participation=zaneta, **facts, by=club.anna)

    assert [problem.check for problem in refused.value.problems] == ["V09"]


def test_what_only_accompanies_is_no_first_support(club, zaneta):
    meals = support.benefit(of=club.project, by=club.anna)
    given = {"given_on": date(2026, 3, 20), "quantity": Decimal(1), "on": make.TODAY}
    operations.give_support(participation=zaneta, service=meals, **given, by=club.anna)

    assert _said(zaneta) == set()
