"""A person's address is corrected while a colleague records the first support, for real at once."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from core.ledger.models import Member
from projects.participants import operations, support_days
from projects.participants.columns import entry_of
from projects.participants.models import Participation
from projects.participants.support_days import SupportDays
from tests import make, waiting

BEFORE, AFTER = "2205023", "2205042"
FIRST_SUPPORT = date(2026, 11, 2)


@pytest.fixture
def zaneta(own_database) -> Participation:
    """Accepted, living where the project is; nothing has begun."""
    waiting.hire()
    return waiting.as_anna(lambda anna: make.accepted(by=anna))


def _move_away(zaneta: Participation, anna: Member) -> None:
    entry = replace(entry_of(zaneta.person), gmina=AFTER, place="Przodkowo", street="Nowa")
    operations.correct_person(
        person=zaneta.person, entry=entry, version=1, reason="zmiana", on=make.TODAY, by=anna
    )


def _begin(zaneta: Participation, anna: Member) -> None:
    with transaction.atomic():
        days = SupportDays(first_on=FIRST_SUPPORT, last_on=FIRST_SUPPORT)
        support_days.note({zaneta.pk: days}, on=make.TODAY)


def _while_another_waits(zaneta, first, second) -> Participation:
    waiting.while_another_waits(lambda anna: first(zaneta, anna), lambda anna: second(zaneta, anna))
    return waiting.as_anna(lambda _anna: Participation.objects.get(pk=zaneta.pk))


def test_an_address_written_after_the_start_leaves_the_frozen_one_alone(zaneta):
    found = _while_another_waits(zaneta, _begin, _move_away)

    assert (found.started_on, found.gmina_at_start) == (FIRST_SUPPORT, BEFORE)
    assert found.place_at_start == "Kartuzy"


def test_a_start_that_waited_for_a_correction_freezes_the_corrected_address(zaneta):
    found = _while_another_waits(zaneta, _move_away, _begin)

    assert (found.started_on, found.gmina_at_start) == (FIRST_SUPPORT, AFTER)
    assert found.place_at_start == "Przodkowo"
