"""The audit trail: append-only, and nothing that somebody told of their life stands in it in clear."""

import pytest
from django.db import connection

from core import audit, crypto
from core.ledger.models import AuditEvent
from projects.participants import operations as participants
from tests import make

ILL = "orzeczenie o schizofrenii cofnięte"


def kept() -> list[bytes | None]:
    """The reasons as the database has them, the newest last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM audit_event ORDER BY id")
        return [reason and bytes(reason) for (reason,) in cursor.fetchall()]


def test_a_reason_is_sealed_in_the_database_and_read_by_the_trail(inside_alfa):
    person = make.participation(by=inside_alfa)
    entry = make.premise_entry(
        kind="DISABILITY", evidence="DISABILITY_CERTIFICATE", disability_degree="MODERATE"
    )
    premise = participants.note_premise(
        participation=person, entry=entry, on=make.TODAY, by=inside_alfa
    )

    participants.remove_premise(premise=premise, reason=ILL, by=inside_alfa)

    assert AuditEvent.objects.get(verb="removed a premise").reason == ILL
    assert not any(b"schizofrenii" in (reason or b"") for reason in kept())
    assert kept()[-1]


def test_an_event_without_a_reason_keeps_nothing(inside_alfa):
    audit.record("looked", inside_alfa, by=inside_alfa)

    assert kept()[-1] is None
    assert AuditEvent.objects.latest("id").reason is None


def test_a_reason_about_no_single_record_is_sealed_too(inside_alfa):
    audit.record("looked", AuditEvent, by=inside_alfa, reason=ILL)

    assert AuditEvent.objects.latest("id").reason == ILL


def test_a_reason_copied_to_an_event_about_another_record_does_not_open(inside_alfa):
    about = make.project(by=inside_alfa)
    audit.record("amended", about, by=inside_alfa, reason=ILL)
    stolen = kept()[-1]

    forged = AuditEvent(subject_id=inside_alfa.pk, verb="amended")
    forged.__dict__["reason"] = stolen

    with pytest.raises(crypto.Unreadable):
        assert forged.reason
