"""What was entered can be taken back for two weeks from the last entering, and is kept as long: one rule."""

from datetime import datetime, timedelta

import pytest

from core.ledger.models import Member
from projects.exchange import forgetting, keeping, operations, queries, rows
from projects.exchange.models import Import, ImportFile
from projects.exchange.vocabulary import Differing, Standing
from projects.participants.forms.links import LATER
from projects.participants.models import Participation
from tests import make
from tests.make import exchange

MET, KNOWN = 3, 4
MINUTE, TEN_DAYS = timedelta(minutes=1), timedelta(days=10)


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def asked(anna) -> Import:
    """A file of two, of whom one is in, and one looks like somebody who came meanwhile."""
    told = exchange.office_csv([exchange.looking_alike(), exchange.person(2)])
    found = exchange.sent(told, project=make.project(by=anna), by=anna)
    found = exchange.checked(found, by=anna)
    exchange.looked_like(by=anna)
    return exchange.entered(found, by=anna)


@pytest.fixture
def waiting(anna, asked) -> Import:
    """The same, and somebody said who that is: the row waits to be entered."""
    facts = {"row": None, "other": None, "kind": LATER}
    operations.say_who(of=asked, on=make.TODAY, by=anna, **facts)
    assert queries.counts(asked) == {Standing.DONE: 1, Standing.ADD: 1}
    return asked


@pytest.fixture
def later(anna, waiting) -> Import:
    """The same, with that row entered ten days after the first one."""
    return entered(waiting, at=waiting.applied_at + TEN_DAYS, by=anna)


def entered(found: Import, *, at: datetime, by: Member) -> Import:
    facts = {"differing": Differing.OURS, "is_meant": False, "seen": rows.seen(found)}
    operations.enter(of=found, at=at, by=by, **facts)
    return exchange.moved(found)


def end_of(found: Import) -> datetime:
    return found.last_applied_at + keeping.KEPT


def test_it_can_be_taken_back_for_two_weeks_from_the_last_row_that_went_in(anna, later):
    forgetting.forget(at=end_of(later) - MINUTE)
    operations.take_back(of=later, at=end_of(later) - MINUTE, by=anna)

    assert end_of(later) == later.applied_at + TEN_DAYS + keeping.KEPT
    assert queries.counts(exchange.moved(later)) == {Standing.BACK: 2}
    assert not Participation.objects.filter(project=later.project).exists()


def test_then_it_is_too_late_and_all_is_forgotten(anna, later):
    with pytest.raises(operations.TooLate):
        operations.take_back(of=later, at=end_of(later), by=anna)

    forgetting.forget(at=end_of(later))
    assert not ImportFile.objects.exists()
    assert not later.rows.filter(cells__isnull=False).exists()
