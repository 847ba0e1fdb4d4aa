"""Saying that a term was kept elsewhere, taking it back, and who may."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from core import tenancy
from core.errors import NotAllowed
from core.ledger.models import AuditEvent
from projects.deadlines import operations
from projects.deadlines.models import Digest, Feed, Settled
from projects.deadlines.operations import NotSettledByHand, SettledAlready, Term
from projects.deadlines.queries import telling
from projects.deadlines.rules import Kind
from tests import make

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.fixture
def term(inside_alfa) -> Term:
    somebody = make.participation(by=inside_alfa)
    return Term(Kind.ENTRY, somebody.pk, somebody.project_id, date(2026, 3, 3))


def settle(*terms: Term, by) -> list[Settled]:
    return operations.settle(terms=terms, by=by, on=make.TODAY)


def test_what_is_settled_says_who_said_it_and_when(inside_alfa, term):
    [settled] = settle(term, by=inside_alfa)

    assert (settled.settled_by, settled.settled_on) == (inside_alfa, make.TODAY)
    trail = AuditEvent.objects.get(verb="settled deadlines")
    assert (trail.subject_id, trail.fields) == (settled.pk, [Kind.ENTRY])


def test_many_are_settled_with_one_row_in_the_trail(inside_alfa, term):
    claims = [
        Term(Kind.CLAIM, term.project_id, term.project_id, date(2026, month, 28))
        for month in range(1, 10)
    ]

    settle(*claims, by=inside_alfa)

    assert AuditEvent.objects.get(verb="settled deadlines").subject_count == 9


def test_the_second_of_two_colleagues_is_told(inside_alfa, term):
    settle(term, by=inside_alfa)

    with pytest.raises(SettledAlready):
        settle(term, by=inside_alfa)


def test_of_two_the_one_that_waits_is_settled(inside_alfa, term):
    settle(term, by=inside_alfa)
    claim = Term(Kind.CLAIM, term.project_id, term.project_id, date(2026, 3, 31))

    settled = settle(term, claim, by=inside_alfa)

    assert [one.kind for one in settled] == [Kind.CLAIM]


@pytest.mark.parametrize("kind", [Kind.OUTCOME, Kind.EVIDENCE, Kind.PROJECT_END, Kind.ATTENDANCE])
def test_what_disappears_by_itself_cannot_be_ticked_away(inside_alfa, term, kind):
    with pytest.raises(NotSettledByHand):
        settle(Term(kind, term.subject_id, term.project_id, term.basis_on), by=inside_alfa)


@pytest.mark.parametrize(
    ("role", "kind", "may"),
    [
        ("case_worker", Kind.ENTRY, True),
        ("settlement_officer", Kind.ENTRY, True),
        ("case_worker", Kind.CLAIM, False),
        ("settlement_officer", Kind.CLAIM, True),
        ("settlement_officer", Kind.EFFICIENCY, False),
        ("administrator", Kind.ACCESSIBILITY, True),
        ("administrator", Kind.ENTRY, False),
        ("viewer", Kind.ENTRY, False),
        ("auditor", Kind.ENTRY, False),
    ],
)
def test_each_role_ticks_only_what_is_its_work(alfa, coordinator, role, kind, may):
    somebody = make.member(alfa, f"{role}@example.org", "Ewa Konkel", role)
    with tenancy.inside(alfa):
        project = make.project(by=make.BY)
        subject = Term(kind, project.pk, project.pk, make.TODAY)
        if may:
            assert settle(subject, by=somebody)
        else:
            with pytest.raises(NotAllowed):
                settle(subject, by=somebody)


def test_what_was_not_kept_after_all_waits_again(inside_alfa, term):
    [settled] = settle(term, by=inside_alfa)

    operations.reopen(settled=settled, by=inside_alfa)

    assert not Settled.objects.exists()
    with pytest.raises(SettledAlready):
        operations.reopen(settled=settled, by=inside_alfa)


def test_asking_twice_for_the_letter_is_asking_once(inside_alfa):
    for _nth in range(2):
        operations.want_digest(wanted=True, by=inside_alfa)
    assert Digest.objects.count() == 1

    operations.want_digest(wanted=False, by=inside_alfa)
    assert not telling.wants_digest(inside_alfa)


def test_only_people_have_a_calendar(inside_alfa):
    with pytest.raises(NotAllowed):
        operations.make_feed(language="pl", by=make.BY, at=AT)


def test_of_a_calendars_secret_only_its_hash_is_kept(inside_alfa):
    token = operations.make_feed(language="pl", by=inside_alfa, at=AT)

    kept = bytes(Feed.objects.get().token_hash)
    assert len(token) >= 43  # 256 bits
    assert token.encode() not in kept
    assert telling.feed_of(operations.hash_of(token)).member == inside_alfa


def test_a_new_address_closes_the_old_one(inside_alfa):
    old = operations.make_feed(language="pl", by=inside_alfa, at=AT)
    new = operations.make_feed(language="pl", by=inside_alfa, at=timezone.now())

    assert telling.feed_of(operations.hash_of(old)) is None
    assert telling.feed_of(operations.hash_of(new)) is not None
    assert Feed.objects.count() == 1
