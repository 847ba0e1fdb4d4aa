"""A project of two thousand people closes within two seconds, whatever is counted of them."""

import time
from datetime import timedelta

import pytest

from core import tenancy
from core.ledger.models import Member
from indicators.definitions.models import Definition, Version
from indicators.periods import queries
from projects.participants import operations as participants
from projects.participants.entries import ParticipantEntry
from tests import make
from tests.make import periods

MANY, DEFINITIONS = 2000, 48


@pytest.mark.slow
def test_two_thousand_people_and_fifty_indicators(alfa, coordinator):
    with tenancy.acting_as(tenancy.Role.OWNER):
        _define()
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        club = make.project(by=anna)
        _enter(club, anna)
        one = periods.period(of=club, by=anna)
        began = time.perf_counter()
        closing = periods.closed(one, by=anna)
        closed = time.perf_counter()
        found = queries.difference_of(closing)
        compared = time.perf_counter()
        certificate = queries.certificate_of(closing)
        checked = time.perf_counter()
        rows = closing.contributions.count()

    print(f"closed {closed - began:.2f} s, compared {compared - closed:.2f} s, ", end="")
    print(f"checked {checked - compared:.2f} s, {rows} rows")
    assert not found.signed
    assert certificate.is_unchanged
    assert closed - began < 2


def _define() -> None:
    model = Version.objects.select_related("definition").get(definition="PEOPLE_AT_RISK")
    for number in range(DEFINITIONS):
        definition = Definition.objects.get(pk="PEOPLE_AT_RISK")
        definition.pk, definition.position = f"MADE_UP_{number}", 1000 + number
        definition.number = 20_000 + number
        definition.save(force_insert=True)
        age = {"field": "age", "more_than": 30 + number // 2}
        Version.objects.create(
            definition=definition,
            number=1,
            status=model.status,
            published_at=model.published_at,
            effective_from=model.effective_from,
            rule={"all": [{"field": "at_risk", "is": True}, age]},
        )


def _enter(club, anna) -> None:
    entries = []
    for number in range(MANY):
        day = periods.FIRST[0] + timedelta(days=number % 80)
        person = make.person_entry(pesel=None, family_name=f"Lis{number}")
        start = make.start_entry(started_on=day, disability=("NO", "YES")[number % 2])
        entries.append(ParticipantEntry(person=person, start=start))
    participants.enter_many(project=club, entries=entries, on=make.TODAY, by=anna)
