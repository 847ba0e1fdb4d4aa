"""People of a project are removed while files about them are on their way."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from core.ledger.models import Member
from projects.agreements.models import Project
from projects.exchange import applying, operations, rows
from projects.exchange.models import EarlierProject, Import, ImportRow
from projects.exchange.refusals import NotNow
from projects.exchange.vocabulary import Differing, Step
from projects.participants import operations as participants
from projects.participants.models import Participation
from projects.participants.operations import entering
from projects.retention import refusals
from tests import make, waiting
from tests.make import exchange, retention

# Over, and its records need not be kept any more.
OVER = {"starts_on": date(2023, 1, 1), "ends_on": date(2024, 12, 31)}
IN_TIME, STARTED_ON = "04.03.2024", date(2024, 3, 4)
EARLY = {"notice_given_on": {"value": "2024-03-01"}}


def old_project(*, by: Member) -> Project:
    """With one person, who may be removed once they are counted."""
    project = make.project(by=by, **OVER)
    make.participation(by=by, of=project, started_on=STARTED_ON)
    return retention.is_over(project)


def checked(project: Project, *people: Any, by: Member) -> Import:
    """A list of an old project, every row of which is looked at."""
    content = exchange.office_csv([{**one, "started_on": IN_TIME} for one in people])
    found = exchange.sent(content, project=project, by=by)
    return exchange.checked(found, by=by, **EARLY)


def ask_to_enter(found: Import, *, by: Member) -> Import:
    facts: dict[str, Any] = {"differing": Differing.OURS, "is_meant": False, "at": timezone.now()}
    return operations.enter(of=found, seen=rows.seen(found), by=by, **facts)


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def old(anna) -> Project:
    project = old_project(by=anna)
    retention.publish("alfa")
    return project


def removed(project: Project, *, by: Member) -> None:
    retention.removed(project, by=by, agreed_by=retention.another("alfa"))


def test_a_file_that_is_not_entered_is_dropped_with_its_rows(anna, old):
    found = checked(old, exchange.person(1), by=anna)
    assert found.step == Step.READY

    removed(old, by=anna)

    found.refresh_from_db()
    assert found.step == Step.DROPPED
    assert not ImportRow.objects.filter(of=found).exists()
    with pytest.raises(NotNow):
        ask_to_enter(found, by=anna)


def test_a_file_that_somebody_asked_to_enter_enters_nobody_any_more(anna, old):
    found = ask_to_enter(checked(old, exchange.person(1), by=anna), by=anna)

    removed(old, by=anna)

    assert exchange.moved(found).step == Step.DROPPED
    assert not Participation.objects.filter(project=old).exists()


def test_a_file_that_was_entered_stays_one_that_was(anna, old):
    found = exchange.entered(checked(old, exchange.person(1), by=anna), by=anna)
    retention.publish("alfa")

    removed(old, by=anna)

    assert exchange.moved(found).step == Step.APPLIED


def test_parts_of_an_earlier_project_are_dropped_with_the_whole(anna, old):
    found = exchange.whole_divided(exchange.whole(exchange.person(1)), project=old, by=anna)

    removed(old, by=anna)

    found.refresh_from_db()
    parts = Import.objects.filter(earlier=found).values_list("step", flat=True)
    assert (found.step, set(parts)) == (Step.DROPPED, {Step.DROPPED})


def test_of_an_earlier_project_what_was_entered_stays_so(anna, old):
    content = exchange.whole({**exchange.person(1), "started_on": IN_TIME})
    found = exchange.whole_divided(content, project=old, by=anna)
    people = exchange.checked(exchange.part(found, 0), by=anna, **EARLY)
    exchange.entered(people, by=anna)
    exchange.whole_moved(found)
    retention.publish("alfa")

    removed(old, by=anna)

    parts = Import.objects.filter(earlier=found).order_by("place")
    assert EarlierProject.objects.get().step == Step.READY
    assert list(parts.values_list("step", flat=True)) == [Step.APPLIED, *[Step.DROPPED] * 2]


@pytest.fixture
def asked(own_database) -> Any:
    """Somebody asked to remove the people of a project, and a file of it is asked to be entered."""
    waiting.hire()
    retention.another("alfa")

    def ask(anna: Member) -> Any:
        project = old_project(by=anna)
        found = ask_to_enter(checked(project, exchange.person(1), by=anna), by=anna)
        return found, project

    found, project = waiting.as_anna(ask)
    retention.publish("alfa")
    return found, waiting.as_anna(lambda anna: retention.asked(project, by=anna))


def _agree(removal: Any):
    """Somebody else, who has seen what goes."""

    def agree(_anna: Member) -> None:
        retention.agreed(removal, by=Member.objects.get(display_name="Iga Druga"))

    return agree


def test_whoever_removes_people_waits_for_the_piece_that_is_being_entered(asked):
    """And is told to look again: somebody came."""
    found, removal = asked
    held: list[ImportRow] = []

    def hold(_anna: Member) -> None:
        held.extend(rows.waiting(found).select_for_update())

    def enter(_anna: Member) -> None:
        applying.apply(Import.objects.get(pk=found.pk), held, on=make.TODAY)

    with pytest.raises(refusals.BeingCounted):
        waiting.while_another_waits(hold, _agree(removal), then=enter)

    def told(_anna: Member) -> int:
        return Participation.objects.filter(project=removal.project_id).count()

    assert waiting.as_anna(told) == 2


def test_whoever_removes_people_locks_a_person_before_what_they_take_part_in(asked):
    """As whoever corrects a person does."""
    _found, removal = asked
    one = waiting.as_anna(lambda _anna: Participation.objects.select_related("person").get())
    waiting.while_another_waits(
        lambda _anna: entering.locked_person(one.person),
        _agree(removal),
        then=lambda _anna: entering.locked_participations(one.person),
    )

    def told(_anna: Member) -> int:
        return Participation.objects.filter(project=removal.project_id).count()

    assert waiting.as_anna(told) == 0


def test_whoever_takes_people_back_locks_them_before_what_they_take_part_in(asked):
    """Likewise: here those who were entered a moment ago."""

    def entered(anna: Member) -> Participation:
        found = checked(make.project(by=anna, **OVER), exchange.person(2), by=anna)
        exchange.entered(found, by=anna)
        rows = Participation.objects.select_related("person", "project")
        return rows.get(project=found.project_id)

    one = waiting.as_anna(entered)

    def take_back(anna: Member) -> set[Any]:
        prints = participants.fingerprints([one.pk])
        facts = {"project": one.project, "entered": prints, "since": retention.NOW}
        return participants.take_back_entered(by=anna, **facts)

    gone = waiting.while_another_waits(
        lambda _anna: entering.locked_person(one.person),
        take_back,
        then=lambda _anna: entering.locked_participations(one.person),
    )

    assert gone == {one.pk}
