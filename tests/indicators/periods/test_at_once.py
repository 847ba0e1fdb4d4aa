"""People act at the same moment, each with a transaction of their own: one wins, nobody is half-counted."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections
from django.utils import timezone

from core import tenancy
from core.errors import RuleBroken
from core.ledger.models import Member
from indicators.periods import operations, queries
from indicators.periods.models import Closing, Reopening, SettlementPeriod
from indicators.periods.rules.counting import Cell
from projects.participants import operations as participants
from projects.participants.models import Participation
from tests import make
from tests.make import periods

AT_ONCE = 6
PEOPLE, DISABLED = "PEOPLE_AT_RISK", "PEOPLE_WITH_DISABILITIES"


def apart(work: Callable[[], Any]) -> Any:
    """Do the work in a thread of its own, whose connection is closed afterwards."""

    def alone() -> Any:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(alone).result()


def begun(people: int = 3) -> Any:
    """Anna is hired, enters people and a period that is over; its id."""
    alfa = make.tenant("alfa")
    make.account("anna@example.org", "Anna Lis", alfa, "coordinator")
    with tenancy.inside(alfa):
        anna = Member.objects.get(display_name="Anna Lis")
        project = make.project(by=anna)
        for _number in range(people):
            make.participation(by=anna, of=project, pesel=None)
        return periods.period(of=project, by=anna).pk


def at_once(works: list[Callable[[Member], Any]]) -> list[str]:
    """Each in a thread, as Anna; the name of its refusal, or of what came of it."""
    start = threading.Barrier(len(works))

    def one(work: Callable[[Member], Any]) -> str:
        with tenancy.inside(make.tenant("alfa")):
            anna = Member.objects.get(display_name="Anna Lis")
            start.wait(timeout=30)
            try:
                return type(work(anna)).__name__
            except RuleBroken as refusal:
                return type(refusal).__name__

    with ThreadPoolExecutor(len(works)) as pool:
        jobs = [pool.submit(apart, lambda work=work: one(work)) for work in works]
        return [job.result() for job in jobs]


def test_of_six_who_close_a_period_at_once_one_closes_it(own_database):
    pk = apart(begun)

    def close(by: Member) -> Closing:
        return periods.closed(SettlementPeriod.objects.get(pk=pk), by=by)

    answers = at_once([close] * AT_ONCE)

    assert sorted(answers) == ["ClosedAlready"] * (AT_ONCE - 1) + ["Closing"]


def test_of_six_periods_entered_for_the_same_days_one_is_there(own_database):
    pk = apart(begun)

    def enter(by: Member) -> SettlementPeriod:
        project = SettlementPeriod.objects.select_related("project").get(pk=pk).project
        return periods.period(of=project, by=by, days=periods.SECOND)

    answers = at_once([enter] * AT_ONCE)

    assert sorted(answers) == ["PeriodsMeet"] * (AT_ONCE - 1) + ["SettlementPeriod"]


def test_of_six_who_ask_for_a_reopening_at_once_one_has_asked(own_database):
    pk = apart(begun)

    def close(by: Member) -> Closing:
        return periods.closed(SettlementPeriod.objects.get(pk=pk), by=by)

    def ask(by: Member) -> Reopening:
        return periods.asked(SettlementPeriod.objects.get(pk=pk), by=by)

    at_once([close])
    answers = at_once([ask] * AT_ONCE)

    assert sorted(answers) == ["AskedAlready"] * (AT_ONCE - 1) + ["Reopening"]


def test_a_correction_that_meets_a_closing_comes_before_it_or_after_it(own_database):
    """Either frozen or a difference; never lost between the two, never half of it."""
    pk = apart(begun)

    def close(by: Member) -> Closing:
        return periods.closed(SettlementPeriod.objects.get(pk=pk), by=by)

    def correct(by: Member, place: int) -> Participation:
        one = Participation.objects.order_by("pk")[place]
        return participants.correct_start(
            participation=one,
            start=make.start_entry(disability="YES"),
            version=one.version,
            reason="orzeczenie",
            on=make.TODAY,
            by=by,
        )

    def void(by: Member) -> Any:
        one = Participation.objects.order_by("pk")[2]
        facts = {"kind": "MISTAKE", "reason": "x", "version": one.version}
        return participants.void(participation=one, **facts, at=timezone.now(), by=by)

    works = [close, void, lambda by: correct(by, 0), lambda by: correct(by, 1)]
    answers = at_once(works)

    assert sorted(answers) == ["Closing", "Participation", "Participation", "Voiding"]
    live, parts = apart(_what_is_there)
    assert (live[Cell(PEOPLE)], live[Cell(DISABLED)]) == (2, 2)
    assert parts


def _what_is_there() -> tuple[dict[Cell, int], bool]:
    with tenancy.inside(make.tenant("alfa")):
        closing = Closing.objects.select_related("period__project").get()
        found = queries.difference_of(closing)
        has_reasons = all(found.events[move.participation_id] for move in found.moves)
        cells = (Cell(PEOPLE), Cell(DISABLED))
        return {cell: found.live(cell) for cell in cells}, has_reasons


def test_two_who_agree_at_once_to_a_reopening_take_the_report_back_once(own_database):
    pk = apart(begun)

    def set_up(by: Member) -> Reopening:
        period = SettlementPeriod.objects.select_related("project").get(pk=pk)
        periods.closed(period, by=by)
        return periods.asked(period, by=by)

    def hired() -> None:
        make.account("ewa@example.org", "Ewa Konkel", make.tenant("alfa"), "coordinator")

    def agree(_anna: Member) -> Closing:
        ewa = Member.objects.get(display_name="Ewa Konkel")
        asked = Reopening.objects.select_related("closing__period__project").get()
        return operations.confirm_reopening(reopening=asked, on=make.TODAY, at=periods.NOW, by=ewa)

    at_once([set_up])
    apart(hired)

    assert sorted(at_once([agree] * 2)) == ["Closing", "NothingWaits"]
