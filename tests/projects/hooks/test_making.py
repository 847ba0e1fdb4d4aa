"""An event is made for whoever may read what changed, once, in order, and only if the change stays."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import timezone

from core import tenancy
from projects.documents import operations as papers
from projects.hooks import operations, queries, sending
from projects.hooks.models import Event, RecordChange, Subscription
from projects.hooks.vocabulary import Kind
from projects.participants.models import Outcome
from projects.participants.vocabulary import EvidenceKind, OutcomeKind
from projects.partners import operations as tokens
from projects.partners.actions import Action
from projects.support import operations as operations_of_support
from projects.support.models import (
    Attendance,
    CourseResult,
    GroupMember,
    Session,
    SupportGiven,
)
from tests import make
from tests.make import documents, hooks, partners, support

TELLS = Action.RECEIVE_EVENTS


@pytest.fixture
def subscription(workshop: partners.Workshop) -> Iterator[Subscription]:
    made = hooks.subscribed(workshop)
    with tenancy.inside(workshop.tenant):
        yield made


def _told(subscription: Subscription) -> list[tuple[str, str]]:
    hooks.make_events()
    rows = Event.objects.filter(subscription=subscription).order_by("number")
    return [(f"{one.kind}.{one.change}", str(one.object_id)) for one in rows]


def _kinds(subscription: Subscription) -> set[str]:
    return {kind for kind, _id in _told(subscription)}


def test_a_planned_session_is_told_of_and_only_its_id(workshop, subscription):
    session = hooks.planned(workshop)

    told = _told(subscription)

    assert ("session.created", str(session.pk)) in told
    assert not RecordChange.objects.exists()


def test_events_are_counted_without_a_gap(workshop, subscription):
    hooks.planned(workshop)
    hooks.make_events()
    hooks.planned(workshop)
    hooks.make_events()

    numbers = list(Event.objects.order_by("number").values_list("number", flat=True))
    subscription.refresh_from_db()

    assert numbers == list(range(1, len(numbers) + 1))
    assert subscription.last_number == len(numbers) > 1


def test_making_events_twice_makes_them_once(workshop, subscription):
    hooks.planned(workshop)

    assert _told(subscription) == _told(subscription)


def test_a_change_that_is_undone_is_told_to_nobody(workshop, subscription):
    hooks.make_events()
    before = Event.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        hooks.planned(workshop)
        assert RecordChange.objects.exists()
        raise ZeroDivisionError

    hooks.make_events()
    assert Event.objects.count() == before


def test_while_nobody_listens_nothing_is_noted(workshop):
    with tenancy.inside(workshop.tenant):
        hooks.planned(workshop)

        assert not RecordChange.objects.exists()


def test_attendance_of_many_is_one_event_for_each_mark(workshop, subscription):
    hooks.make_events()
    support.mark(workshop.session, workshop.people[0], by=workshop.anna)

    marks = {str(pk) for pk in Attendance.objects.values_list("pk", flat=True)}
    told = {told for kind, told in _told(subscription) if kind.startswith("attendance")}

    assert marks
    assert told == marks


def test_two_changes_of_one_record_before_anybody_is_told_come_to_one(workshop, subscription):
    session = hooks.planned(workshop)
    Session.objects.filter(pk=session.pk).update(place="Sala 2")
    Session.objects.filter(pk=session.pk).update(place="Sala 3")

    told = [kind for kind, told in _told(subscription) if told == str(session.pk)]

    assert told == ["session.created"]


def test_what_was_made_and_removed_meanwhile_is_never_told_of(workshop, subscription):
    session = hooks.planned(workshop)
    Session.objects.filter(pk=session.pk).delete()

    assert str(session.pk) not in {told for _kind, told in _told(subscription)}


def test_a_removed_session_is_told_to_whoever_could_read_it(workshop, subscription):
    session = hooks.planned(workshop)
    hooks.make_events()
    Session.objects.filter(pk=session.pk).delete()

    assert _told(subscription)[-1] == ("session.removed", str(session.pk))


def test_what_another_partner_gives_is_told_to_that_one_alone(workshop, alfa, coordinator):
    other = partners.workshop(alfa, coordinator, name="Fundacja Inna")
    own, foreign = hooks.subscribed(workshop), hooks.subscribed(other)
    with tenancy.inside(alfa):
        session = hooks.planned(workshop)

        assert str(session.pk) in {told for _kind, told in _told(own)}
        assert _told(foreign) == []


def test_an_address_is_told_of_nothing_that_was_before_it(workshop, subscription):
    session = hooks.planned(workshop)
    later = hooks.subscription(subscription.token, by=workshop.anna)
    hooks.make_events()

    assert Event.objects.filter(subscription=subscription, object_id=session.pk).exists()
    assert not Event.objects.filter(subscription=later).exists()


def test_somebody_who_joins_a_group_is_told_of_and_whoever_leaves_too(workshop, subscription):
    newcomer = support.people(1, of=workshop.project, by=workshop.anna)[0]
    assert str(newcomer.pk) not in {told for _kind, told in _told(subscription)}

    support.join(workshop.group, newcomer, by=workshop.anna)
    assert ("participant.changed", str(newcomer.pk)) in _told(subscription)

    GroupMember.objects.filter(participation=newcomer).delete()
    assert _told(subscription)[-1] == ("participant.removed", str(newcomer.pk))


def test_who_turns_out_to_be_entered_by_mistake_is_told_to_be_gone(workshop, subscription):
    hooks.make_events()
    anybody = workshop.people[0]
    type(anybody).objects.filter(pk=anybody.pk).update(voided_at=timezone.now())

    assert ("participant.removed", str(anybody.pk)) in _told(subscription)


def test_a_corrected_name_is_told_of_by_the_participations_id(workshop, subscription):
    hooks.make_events()
    person = workshop.people[0].person
    type(person).objects.filter(pk=person.pk).update(changed_at=timezone.now())

    assert _told(subscription)[-1] == ("participant.changed", str(workshop.people[0].pk))


def test_people_whom_the_partner_does_not_serve_are_told_of_to_nobody(workshop, subscription):
    hooks.make_events()
    support.people(2, of=workshop.project, by=workshop.anna)

    assert "participant.changed" not in _kinds(subscription)


@pytest.mark.parametrize(
    ("actions", "absent"),
    [
        (["projects:read", TELLS], {"attendance", "participant"}),
        (["attendance:read", TELLS], {"session", "participant"}),
        (["participants:read", TELLS], {"session", "attendance"}),
    ],
)
def test_what_a_token_may_not_read_it_is_not_told_of(workshop, actions, absent):
    token, _key = partners.token(workshop)
    made = hooks.subscribed(workshop, token=token)
    with tenancy.inside(workshop.tenant):
        tokens.narrow_token(
            token=token, actions=actions, fields=[], at=timezone.now(), by=workshop.anna
        )
        support.mark(hooks.planned(workshop), workshop.people[0], by=workshop.anna)

        told = {kind.partition(".")[0] for kind in _kinds(made)}

    assert told
    assert not told & absent


def test_a_narrowed_token_is_told_of_itself(workshop, subscription):
    hooks.make_events()
    tokens.narrow_token(
        token=subscription.token,
        actions=["projects:read", TELLS],
        fields=[],
        at=timezone.now(),
        by=workshop.anna,
    )

    assert _told(subscription) == [("token.changed", str(subscription.token_id))]


@pytest.mark.parametrize("end", [tokens.suspend_token, tokens.revoke_token])
def test_a_token_that_was_stopped_is_told_of_nothing(workshop, subscription, end):
    end(token=subscription.token, at=timezone.now(), by=workshop.anna)
    hooks.planned(workshop)

    assert _told(subscription) == []


def test_what_the_tokens_maker_may_no_longer_see_is_told_to_nobody(workshop, alfa):
    made = hooks.subscribed(workshop)
    make.leave(workshop.anna)
    with tenancy.inside(alfa):
        hooks.planned(workshop)

        assert _told(made) == []


def _given(workshop: partners.Workshop) -> SupportGiven:
    ticket = support.benefit(of=workshop.project, by=workshop.anna, provider=workshop.partner)
    return operations_of_support.give_support(
        participation=workshop.people[0],
        service=ticket,
        given_on=support.MONDAY,
        quantity=1,
        on=make.TODAY,
        by=workshop.anna,
    )


def _course_ended(workshop: partners.Workshop) -> CourseResult:
    course = support.course(of=workshop.project, by=workshop.anna, provider=workshop.partner)
    return operations_of_support.record_result(
        participation=workshop.people[0],
        service=course,
        entry=support.result_entry(),
        on=make.TODAY,
        by=workshop.anna,
    )


def _found_work(workshop: partners.Workshop) -> Outcome:
    return Outcome.objects.create(
        participation=workshop.people[0],
        kind=OutcomeKind.values[0],
        observed_on=make.TODAY,
        evidence=EvidenceKind.values[0],
    )


@pytest.mark.parametrize(
    ("kind", "enter"),
    [
        ("service", lambda of: support.benefit(of=of.project, by=of.anna, provider=of.partner)),
        ("group", lambda of: support.group(of=of.group.service, by=of.anna, name="Grupa B")),
        ("session", hooks.planned),
        ("support", _given),
        ("qualification", _course_ended),
        ("outcome", _found_work),
    ],
)
def test_a_record_is_told_of_when_it_comes_when_it_changes_and_when_it_goes(
    workshop, subscription, kind, enter
):
    row = enter(workshop)
    own = type(row).objects.filter(pk=row.pk)
    hooks.make_events()
    own.update(changed_at=timezone.now())
    hooks.make_events()
    own.delete()

    told = [what for what, key in _told(subscription) if key == str(row.pk)]
    assert told == [f"{kind}.created", f"{kind}.changed", f"{kind}.removed"]


def test_a_paper_for_whom_the_partner_serves_is_told_of_and_one_for_others_is_not(
    workshop, subscription
):
    stranger = support.people(1, of=workshop.project, by=workshop.anna)[0]
    hooks.make_events()
    paper = documents.paper(by=workshop.anna, about=workshop.people[0])
    theirs = documents.paper(by=workshop.anna, about=stranger)
    hooks.make_events()
    papers.void(paper=paper, reason="pomyłka", by=workshop.anna)
    papers.void(paper=theirs, reason="pomyłka", by=workshop.anna)

    told = [one for one in _told(subscription) if one[0].startswith("document")]
    assert told == [("document.created", str(paper.pk)), ("document.changed", str(paper.pk))]


def test_a_token_without_documents_is_not_told_of_them(workshop):
    actions = [one for one in partners.EVERYTHING if one != Action.READ_DOCUMENTS]
    token, _key = partners.token(workshop, actions=actions)
    kinds = [one for one in hooks.EVERYTHING if one != Kind.DOCUMENT]
    made = hooks.subscribed(workshop, token=token, kinds=kinds)
    with tenancy.inside(workshop.tenant):
        documents.paper(by=workshop.anna, about=workshop.people[0])

        assert Kind.DOCUMENT not in queries.kinds_for(token)
        assert not [kind for kind in _kinds(made) if kind.startswith("document")]


def test_only_chosen_kinds_are_told_of(workshop):
    made = hooks.subscribed(workshop, kinds=["session"])
    with tenancy.inside(workshop.tenant):
        support.mark(hooks.planned(workshop), workshop.people[0], by=workshop.anna)

        assert _kinds(made) == {"session.created"}


def test_a_paused_address_collects_and_an_ended_one_does_not(workshop, subscription):
    operations.pause(subscription=subscription, by=workshop.anna)
    hooks.planned(workshop)
    collected = len(_told(subscription))
    operations.end(subscription=subscription, at=timezone.now(), by=workshop.anna)
    hooks.planned(workshop)

    assert collected == len(_told(subscription)) > 0
    assert set(Event.objects.values_list("state", flat=True)) == {"withheld"}


def test_an_event_holds_nothing_but_ids_and_kinds(workshop, subscription):
    support.mark(workshop.session, workshop.people[0], by=workshop.anna)
    hooks.make_events()
    bodies = [sending.body_of(one).decode() for one in Event.objects.all()]
    names = {one.person.family_name for one in workshop.people}

    assert bodies
    assert not [body for body in bodies for name in names if name in body]
