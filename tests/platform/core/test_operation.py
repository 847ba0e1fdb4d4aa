"""Two at once: what the database lets through only once becomes a sentence, not an error page."""

from contextlib import suppress
from datetime import date

import pytest
from django.db import IntegrityError, OperationalError, transaction

from core.errors import AtTheSameMoment, NotAllowed, SavedAMomentAgo
from core.operation import REGISTERED, operation
from projects.participants import operations as participants
from projects.participants.models import Participation, Person
from projects.participants.operations import entering
from tests import make, waiting


def test_a_second_click_that_found_the_place_free_is_told_so(inside_alfa, monkeypatch):
    project = make.project(by=inside_alfa)
    make.participation(by=inside_alfa, of=project)
    # The second click looked before the first was saved, and so found nobody.
    monkeypatch.setattr(entering, "person_with", lambda number: None)

    with pytest.raises(SavedAMomentAgo):
        make.participation(by=inside_alfa, of=project)

    assert Participation.objects.count() == 1


def test_a_rule_that_only_the_database_tells_is_not_called_a_second_click(inside_alfa):
    participation = make.participation(by=inside_alfa)

    @operation()
    def leave_before_the_start(*, by):
        participation.ended_on = date(2020, 1, 1)
        participation.save()

    with pytest.raises(IntegrityError):
        leave_before_the_start(by=inside_alfa)

    REGISTERED.pop(next(name for name in REGISTERED if "leave_before_the_start" in name))


def test_whoever_may_reveal_in_one_project_may_not_ask_about_anothers_people(inside_alfa):
    person = make.participation(by=inside_alfa).person
    elsewhere = make.project(by=inside_alfa, title="Inny projekt")

    with pytest.raises(NotAllowed):
        participants.reveal_pesel(person=person, project=elsewhere, by=inside_alfa)


@pytest.fixture
def two(own_database):
    """Two people of the unit."""
    waiting.hire()

    def entered(anna):
        make.participation(by=anna)
        make.participation(by=anna, pesel=None)
        return list(Person.objects.order_by("pk"))

    return waiting.as_anna(entered)


@pytest.fixture
def hold_both(two):
    @operation()
    def hold_the_second_and_the_first(*, by):
        for person in reversed(two):
            Person.objects.select_for_update().get(pk=person.pk)

    yield hold_the_second_and_the_first
    REGISTERED.pop(next(name for name in REGISTERED if "hold_the_second" in name))


@pytest.mark.parametrize(
    ("is_within", "refusal"), [(False, AtTheSameMoment), (True, OperationalError)]
)
def test_whoever_the_database_ends_for_another_is_asked_to_try_again(
    two, hold_both, is_within, refusal
):
    """Unless it is within something larger, which may begin anew by itself."""
    first, second = two

    def hold(person):
        return lambda _anna: Person.objects.select_for_update().get(pk=person.pk)

    def hold_the_second_too(anna):
        with suppress(OperationalError), transaction.atomic():
            hold(second)(anna)

    def carry_out(anna):
        if not is_within:
            return hold_both(by=anna)
        with transaction.atomic():
            return hold_both(by=anna)

    with pytest.raises(refusal):
        waiting.while_another_waits(hold(first), carry_out, then=hold_the_second_too)
