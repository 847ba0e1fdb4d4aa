"""Two work on parts of one earlier project in the same moment: nobody enters people who are going."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from projects.exchange import forgetting, operations, refusals, rows, steps, waking
from projects.exchange.earlier import following
from projects.exchange.earlier import operations as earlier
from projects.exchange.models import EarlierFile, EarlierProject, Import
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
    part = exchange.part
    return lambda anna: operations.take_back(
        of=part(whole, PEOPLE),
        seen=rows.seen_entered(part(whole, PEOPLE)),
        at=timezone.now(),
        by=anna,
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


def _settle_support(whole):
    """The last piece of a worker: nothing is left to be entered, and the next part begins."""
    waiting.as_anna(_enter_support(whole))
    found = waiting.as_anna(lambda _anna: exchange.part(whole, GIVEN))
    return lambda _anna: steps.advance(found.pk, on=make.TODAY)


def _drop(whole, place):
    return lambda anna: operations.drop(of=exchange.part(whole, place), by=anna)


def _leave_out(whole, place):
    """The last rows that are open."""

    def leave_out(anna):
        part = exchange.part(whole, place)
        for row in part.rows.select_related("of__project"):
            operations.leave_out(of=part, row=row, on=make.TODAY, by=anna)

    return leave_out


def _hold(whole, place):
    """As far as whoever drops a part may be when somebody else comes."""
    return lambda _anna: following.hold_up_to(exchange.part(whole, place))


@pytest.mark.parametrize("settle", [_drop, _leave_out])
def test_a_part_is_dropped_while_the_one_before_it_is_settled_and_nobody_waits_in_a_circle(
    whole, settle
):
    waiting.while_another_waits(_hold(whole, LEFT), settle(whole, GIVEN), then=_drop(whole, LEFT))

    _people, given, left = steps_of(whole)
    assert (given, left) == (Step.DROPPED if settle == _drop else Step.READY, Step.DROPPED)


def test_a_worker_that_went_away_while_a_later_part_was_dropped_is_called_again(whole, monkeypatch):
    called = []
    waiting.as_anna(_enter_support(whole))
    monkeypatch.setattr(waking.jobs, "send_after_commit", lambda *told: called.append(told))

    def drop_while_a_worker_comes(anna):
        with transaction.atomic():
            following.hold_up_to(exchange.part(whole, LEFT))
            found = exchange.part(whole, GIVEN)
            beside = ThreadPoolExecutor(1).submit(waiting.alone, lambda _: exchange.moved(found))
            assert beside.result(timeout=30).step == Step.APPLYING
            operations.drop(of=exchange.part(whole, LEFT), by=anna)
        return str(found.pk)

    given = waiting.as_anna(drop_while_a_worker_comes)

    assert (waking.ADVANCE, given) in [(task, about[-1]) for task, *about in called]


@pytest.fixture
def divided(own_database) -> EarlierProject:
    """A workbook of three parts, of which nobody has entered any."""
    waiting.hire()

    def divide(anna):
        content = exchange.whole(exchange.person(1))
        return exchange.whole_divided(content, project=make.project(by=anna), by=anna)

    return waiting.as_anna(divide)


def forgotten(_anna) -> bool:
    [whole] = EarlierProject.objects.all()
    told = (whole.file_name, whole.sheets, whole.refusal)
    return not any(told) and not EarlierFile.objects.exists()


@pytest.mark.parametrize("first", [PEOPLE, GIVEN])
def test_of_two_who_drop_the_last_parts_at_once_one_sees_that_the_other_did(divided, first):
    waiting.as_anna(_drop(divided, LEFT))
    second = GIVEN if first == PEOPLE else PEOPLE

    waiting.while_another_waits(_drop(divided, first), _drop(divided, second))

    assert steps_of(divided) == [Step.DROPPED] * 3
    assert waiting.as_anna(forgotten)


@pytest.mark.parametrize("then", [PEOPLE, GIVEN, LEFT])
def test_whoever_drops_a_part_and_whoever_drops_all_do_not_wait_in_a_circle(divided, then):
    drop_all = partial(earlier.drop_earlier, of=divided)
    with suppress(refusals.NotNow):
        waiting.while_another_waits(
            _hold(divided, then), lambda anna: drop_all(by=anna), then=_drop(divided, then)
        )

    assert steps_of(divided) == [Step.DROPPED] * 3
    assert waiting.as_anna(forgotten)


@pytest.mark.parametrize("place", [PEOPLE, GIVEN, LEFT])
def test_a_part_is_dropped_while_the_clock_forgets_it(divided, place):
    later = timezone.now() + timedelta(days=15)
    with suppress(refusals.NotNow):
        waiting.while_another_waits(
            _hold(divided, place),
            lambda _anna: forgetting.forget(at=later),
            then=_drop(divided, place),
        )

    assert steps_of(divided) == [Step.DROPPED] * 3
    assert waiting.as_anna(forgotten)


def test_a_part_that_begins_at_this_moment_is_dropped_then(whole):
    waiting.while_another_waits(_settle_support(whole), _drop(whole, LEFT))

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
