"""Nothing of a person is left anywhere, whatever was written about them, and what counted is."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Sum
from psycopg import sql

from core import tenancy
from core.ledger.models import AuditEvent, Member
from core.sealed import SealedField
from core.tenancy.grants import tenant_models
from projects.participants.models import AnonymousParticipation, Participation, Person
from projects.recruitment.models import CountingRecruitment
from projects.support.models import Payroll, PayrollLine
from tests import make
from tests.everywhere import things
from tests.make import retention

# Where the id of a participation may stand: it leads to a row that has no person, or to no row.
MAY_NAME = {
    "anonymous_participation",
    "anonymous_support",
    "audit_event",
    "batch_row",
    "issued_paper",
    "outbox_entry",
    "reported_contribution",
    "stored_file",
    "used_token",
}
# What stays sealed is of people in other projects, and of candidates who took part in none: they
# have a retention of their own.
# That a record has gone is told by its id to the partner's program that listens, and then forgotten.
TOLD = "hook_change"
# Why the unit's archive was asked for speaks of the unit.
STAYS_SEALED = {
    "candidate",
    "candidate_decision",
    "participation",
    "person",
    "unit_export",
    "voiding",
}


@pytest.fixture
def known(alfa: Any, coordinator: Any) -> Iterator[tuple[Participation, Member]]:
    """Somebody about whom every app has written something, and a second coordinator."""
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        participation = make.participation(by=anna, family_name="Żółwińska", pesel=None)
        things.everything(participation=participation, by=anna)
        retention.publish("alfa")
        yield participation, anna


def remove(participation: Participation, *, by: Member) -> None:
    project = participation.project
    project.refresh_from_db()
    asked = project.removals.get()
    retention.agreed(asked, by=retention.another("alfa"), on=retention.day_after(project))


def whole_schema() -> dict[str, str]:
    """Everything that the tenant's tables hold, as text."""
    with tenancy.acting_as(tenancy.Role.OWNER), connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'alfa'")
        one = sql.SQL("select {}, coalesce(string_agg(t::text, '|'), '') from alfa.{} t")
        every = [
            one.format(sql.Literal(name), sql.Identifier(name)) for (name,) in cursor.fetchall()
        ]
        cursor.execute(sql.SQL(" union all ").join(every))
        return dict(cursor.fetchall())


def naming(text: object) -> set[str]:
    return {table for table, held in whole_schema().items() if str(text) in held}


def test_no_table_knows_the_person_any_more(known):
    participation, anna = known
    person = participation.person
    before = {name: naming(name) for name in ("Żółwińska", "zolwinska")}

    remove(participation, by=anna)

    assert before["Żółwińska"] >= {"person", "issued_paper"}
    # Somebody in another project is called the same.
    assert {name: naming(name) for name in before} == dict.fromkeys(before, {"person"})
    assert naming(person.pk) <= {"audit_event", TOLD}
    assert naming(participation.pk) <= MAY_NAME | {TOLD}


def test_nothing_sealed_is_left_of_what_was_written_about_people(known):
    participation, anna = known
    ids = _everything_named(participation)

    remove(participation, by=anna)

    left = {
        model._meta.db_table
        for model in tenant_models()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField) and field.model is model
        for row in model._base_manager.exclude(**{field.attname: None})
        if row.__dict__[field.attname] and not isinstance(row, AuditEvent)
    }
    assert left <= STAYS_SEALED
    assert not Participation.objects.filter(project=participation.project).exists()
    told = AuditEvent.objects.filter(subject_id__in=ids, reason__isnull=False)
    assert not told.exists()


def _everything_named(participation: Participation) -> set[UUID]:
    return {participation.pk, participation.person_id}


def test_what_counted_is_kept_as_it_was_frozen(known):
    participation, anna = known

    remove(participation, by=anna)

    kept = AnonymousParticipation.objects.get(pk=participation.pk)
    assert (kept.started_on, kept.age) == (participation.started_on, participation.age_at_start)
    assert kept.gmina == participation.gmina_at_start
    assert not Person.objects.filter(pk=participation.person_id).exists()


def test_counts_of_recruitment_and_sums_of_payrolls_stay(known):
    participation, anna = known
    before = _sums()

    remove(participation, by=anna)

    assert _sums() == before
    assert not PayrollLine.objects.filter(payroll__project=participation.project).exists()


def _sums() -> list[object]:
    """How many candidates stand where, and what every approved month paid."""
    paid = PayrollLine.objects.order_by().values_list("payroll").annotate(sum=Sum("amount"))
    sums = dict(paid)
    return [
        sorted(CountingRecruitment.objects.values_list()),
        {each.pk: each.removed_amount + sums.get(each.pk, 0) for each in Payroll.objects.all()},
    ]
