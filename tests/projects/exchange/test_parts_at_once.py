"""Two work on parts of one earlier project in the same moment: nobody enters people who are going."""

import pytest
from django.utils import timezone

from projects.exchange import operations, refusals, rows, steps
from projects.exchange.earlier import operations as earlier
from projects.exchange.models import EarlierProject, Import
from projects.exchange.vocabulary import Differing, Standing, Step
from projects.participants.models import Participation
from tests import make, waiting
from tests.make import exchange, support

PEOPLE, GIVEN, LEFT = range(3)


@pytest.fixture
def whole(own_database) -> EarlierProject:
    """Two people are entered; their support is checked, and their exits wait."""
    waiting.hire()

    def began(anna):
        project = make.project(by=anna)
        support.benefit(of=project, by=anna)
        content = exchange.whole(exchange.person(1), exchange.person(2))
        found = exchange.whole_divided(content, project=project, by=anna)
        exchange.entered(exchange.checked(exchange.part(found, PEOPLE), by=anna), by=anna)
        exchange.whole_moved(found)
        exchange.checked(exchange.part(found, GIVEN), by=anna)
        return found

    return waiting.as_anna(began)


def steps_of(whole) -> list[str]:
    found = Import.objects.filter(earlier=whole).order_by("place")
    return waiting.as_anna(lambda _anna: list(found.values_list("step", flat=True)))


def _take_people_back(whole):
    return lambda anna: operations.take_back(
        of=exchange.part(whole, PEOPLE), at=timezone.now(), by=anna
    )


def _enter_support(whole):
    part = exchange.part
    return lambda anna: operations.enter(
        of=part(whole, GIVEN),
        differing=Differing.OURS,
        is_meant=False,
        seen=rows.seen(part(whole, GIVEN)),
        at=timezone.now(),
        by=anna,
    )


def test_support_is_not_entered_while_somebody_takes_its_people_back(whole):
    with pytest.raises(refusals.PartAtWork, match="Osoby"):
        waiting.while_another_waits(_take_people_back(whole), _enter_support(whole))

    assert steps_of(whole) == [Step.UNDOING, Step.READY, Step.WAITING]


def test_people_are_not_taken_back_while_somebody_enters_their_support(whole):
    with pytest.raises(refusals.PartAtWork, match="Wsparcie"):
        waiting.while_another_waits(_enter_support(whole), _take_people_back(whole))

    assert steps_of(whole) == [Step.APPLIED, Step.APPLYING, Step.WAITING]


def test_once_the_people_are_gone_their_support_is_told_why_it_is_not_entered(whole):
    waiting.as_anna(_take_people_back(whole))
    waiting.as_anna(lambda _anna: exchange.moved(exchange.part(whole, PEOPLE)))

    waiting.as_anna(_enter_support(whole))

    def entered(_anna):
        found = exchange.moved(exchange.part(whole, GIVEN))
        assert not Participation.objects.exists()
        return list(found.rows.filter(standing=Standing.FAILED).values_list("why", flat=True))

    reasons = waiting.as_anna(entered)
    assert len(reasons) == 2
    assert all(reasons)


def _drop_exits(whole):
    return lambda anna: operations.drop(of=exchange.part(whole, LEFT), by=anna)


def _settle_support(whole):
    """The last piece of a worker: nothing is left to be entered, and the next part begins."""
    waiting.as_anna(_enter_support(whole))
    found = waiting.as_anna(lambda _anna: exchange.part(whole, GIVEN))
    return lambda _anna: steps.advance(found.pk, on=make.TODAY)


def _hold_exits(whole):
    """As far as whoever drops the part is when the worker comes."""
    held = Import.objects.select_for_update()
    return lambda _anna: held.get(earlier=whole, place=LEFT)


def test_a_part_is_dropped_while_the_one_before_it_is_settled_and_nobody_waits_in_a_circle(whole):
    waiting.while_another_waits(_hold_exits(whole), _settle_support(whole), then=_drop_exits(whole))

    assert steps_of(whole) == [Step.APPLIED, Step.APPLIED, Step.DROPPED]


def test_a_part_that_begins_at_this_moment_is_dropped_then(whole):
    waiting.while_another_waits(_settle_support(whole), _drop_exits(whole))

    assert steps_of(whole) == [Step.APPLIED, Step.APPLIED, Step.DROPPED]


def test_all_that_is_not_entered_is_dropped_while_a_part_is_settled(whole):
    settle = _settle_support(whole)
    waiting.while_another_waits(settle, lambda anna: earlier.drop_earlier(of=whole, by=anna))

    assert steps_of(whole) == [Step.APPLIED, Step.APPLIED, Step.DROPPED]


def test_who_drops_a_workbook_that_was_divided_a_moment_ago_is_told_so(own_database):
    waiting.hire()

    def send(anna):
        content = exchange.whole(exchange.person(1))
        return exchange.whole_sent(content, project=make.project(by=anna), by=anna)

    found = waiting.as_anna(send)
    kinds = waiting.as_anna(lambda _anna: {one.place: one.kind for one in earlier.sheets_of(found)})

    with pytest.raises(refusals.NotNow):
        waiting.while_another_waits(
            lambda anna: earlier.name_sheets(of=found, kinds=kinds, by=anna),
            lambda anna: earlier.drop_earlier(of=found, by=anna),
        )

    assert steps_of(found)[1:] == [Step.WAITING] * 2
