"""Nobody is removed before the day, without a source, by one person, or before they are counted."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from core import tenancy
from core.errors import NotAllowed
from core.ledger.models import AuditEvent, Member
from core.permissions import System
from projects.deadlines import queries as deadlines
from projects.participants import operations as participants
from projects.participants.models import AnonymousParticipation, Participation, Person
from projects.retention import operations, queries, refusals
from tests import make
from tests.make import retention

DAY = timedelta(days=1)


@pytest.fixture
def anna(inside_alfa: Member) -> Member:
    return inside_alfa


@pytest.fixture
def iga(anna: Member) -> Member:
    return retention.another("alfa")


@pytest.fixture
def old(anna: Member) -> Any:
    """An old project with one person whom nobody else keeps."""
    project = retention.old_project(by=anna)
    retention.participant(project, by=anna)
    retention.publish("alfa")
    return project


def test_nothing_is_removed_while_nobody_knows_until_when_records_are_kept(anna):
    project = make.project(by=anna)

    with pytest.raises(refusals.DayNotKnown):
        retention.asked(project, by=anna)


def test_a_day_without_a_source_is_no_day(anna):
    with pytest.raises(refusals.NoSource):
        retention.asked(retention.old_project(by=anna, retention_source=" "), by=anna)


def test_records_are_kept_as_long_as_the_project_lasts(anna):
    project = retention.old_project(by=anna, retain_until=date(2019, 1, 1))

    with pytest.raises(refusals.ShorterThanTheProject):
        retention.asked(project, by=anna)


def test_on_the_last_day_everybody_is_kept_and_on_the_next_one_may_ask(anna, old):
    with pytest.raises(refusals.StillKept):
        retention.asked(old, by=anna, on=retention.KEPT_UNTIL)

    assert retention.asked(old, by=anna, on=retention.KEPT_UNTIL + DAY).pk


def test_it_takes_two_people(anna, old):
    asked = retention.asked(old, by=anna)

    with pytest.raises(refusals.TakesTwo):
        retention.agreed(asked, by=anna)
    with pytest.raises(NotAllowed):
        retention.agreed(asked, by=System("clock"))

    assert Participation.objects.filter(project=old).exists()


def test_somebody_who_does_not_edit_the_project_may_not_agree(anna, old):
    asked = retention.asked(old, by=anna)
    with tenancy.acting_as(tenancy.Role.WEB):
        viewer = make.member(make.tenant("alfa"), "o@example.org", "Ola", "viewer")

    with pytest.raises(NotAllowed):
        retention.agreed(asked, by=viewer)


def test_a_request_waits_for_two_weeks_and_only_one_at_a_time(anna, iga, old):
    asked = retention.asked(old, by=anna)

    with pytest.raises(refusals.AskedAlready):
        retention.asked(old, by=iga)
    with pytest.raises(refusals.NothingWaits):
        retention.agreed(asked, by=iga, on=asked.expires_on + DAY)


def test_a_request_that_was_dropped_removes_nobody(anna, iga, old):
    asked = retention.asked(old, by=anna)
    operations.drop_removal(removal=asked, on=make.TODAY, at=retention.NOW, by=iga)

    with pytest.raises(refusals.NothingWaits):
        retention.agreed(asked, by=iga)


def test_the_day_is_asked_again_when_somebody_agrees(anna, iga, old):
    """A letter that came meanwhile prolongs it."""
    asked = retention.asked(old, by=anna)
    retention.is_over(old, until=date(2030, 12, 31))

    with pytest.raises(refusals.StillKept):
        retention.agreed(asked, by=iga)


def test_nobody_agrees_to_more_than_they_have_seen(anna, iga, old):
    asked, seen = retention.asked(old, by=anna), queries.preview(old).fingerprint
    retention.participant(old, by=anna, pesel=None, family_name="Lis")
    retention.publish("alfa")

    with pytest.raises(refusals.ChangedMeanwhile):
        operations.remove_people(removal=asked, seen=seen, on=make.TODAY, at=retention.NOW, by=iga)


def test_whoever_is_not_counted_yet_cannot_be_removed(anna, iga, old):
    asked = retention.asked(old, by=anna)
    retention.participant(old, by=anna, pesel=None, family_name="Lis")

    with pytest.raises(refusals.BeingCounted):
        retention.agreed(asked, by=iga)

    retention.publish("alfa")
    assert retention.agreed(asked, by=iga).participations_count == 2


def test_there_has_to_be_somebody(anna, iga, old):
    with pytest.raises(refusals.NobodyToRemove):
        retention.asked(retention.old_project(by=anna), by=anna)


def test_a_person_of_another_project_stays_there_and_only_there(anna, iga, old):
    one = Participation.objects.get(project=old)
    later = make.project(by=anna)
    make_enrolled(one.person, later, by=anna)
    retention.publish("alfa")

    done = retention.removed(old, by=anna, agreed_by=iga)

    assert (done.people_count, done.staying_count) == (0, 1)
    assert Person.objects.get(pk=one.person_id).family_name == "Ćwik"
    left = Participation.objects.filter(person=one.person_id)
    assert [each.project_id for each in left] == [later.pk]
    assert AnonymousParticipation.objects.get().project_id == old.pk


def make_enrolled(person: Person, project: Any, *, by: Member) -> None:
    start = make.start_entry()
    participants.enrol(person=person, project=project, start=start, on=make.TODAY, by=by)


def test_reasons_go_from_the_trail_and_nothing_can_take_their_place(anna, iga, old):
    one = Participation.objects.select_related("person").get(project=old)
    event = AuditEvent.objects.create(
        actor_name="Anna Lis",
        verb="corrected the start",
        subject_kind="participants.participation",
        subject_id=one.pk,
        reason="mówiła, że choruje",
    )
    retention.removed(old, by=anna, agreed_by=iga)

    assert AuditEvent.objects.get(pk=event.pk).reason is None
    for change in ({"reason": "coś innego"}, {"verb": "nic"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            told = AuditEvent.objects.get(pk=event.pk)
            for name, value in change.items():
                setattr(told, name, value)
            told.save(update_fields=list(change))


def test_the_term_is_settled_with_it(anna, iga, old):
    def open_terms() -> list[str]:
        until = make.TODAY + 30 * DAY
        return [item.kind for item in deadlines.due_for(anna, on=make.TODAY, until=until)]

    assert "retencja" in open_terms()

    retention.removed(old, by=anna, agreed_by=iga)

    assert "retencja" not in open_terms()
