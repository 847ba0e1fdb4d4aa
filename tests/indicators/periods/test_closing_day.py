"""The programme's closing day: what is over is closed, exceptions hold until their day, reasons are kept."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from core import tenancy
from core.errors import NotAllowed
from core.ledger.models import AuditEvent, Member
from core.platform_ledger.models import PlatformAuditEvent
from indicators.definitions.vocabulary import RuleSet
from indicators.facts import tasks as publishing
from indicators.periods import closing_day, operations, parts, queries, tasks
from indicators.periods.models import Closing, Contribution, HeldBack
from indicators.programme_periods import operations as programme
from indicators.programme_periods import queries as programme_queries
from indicators.programme_periods.models import PeriodStanding
from projects.deadlines import queries as deadlines
from projects.deadlines.rules import Kind
from tests import make
from tests.make import periods

CLOSE_BY = date(2026, 4, 20)


@pytest.fixture
def anna(alfa, coordinator) -> Member:
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


@pytest.fixture
def clubs(alfa, anna) -> list[Any]:
    """Two projects, each with somebody in it and two periods; the first of them is over."""
    with tenancy.inside(alfa):
        found = []
        for number in (1, 2):
            club = make.project(by=anna, title=f"Klub {number}")
            make.participation(by=anna, of=club, pesel=None)
            periods.period(of=club, by=anna)
            periods.period(of=club, by=anna, days=periods.SECOND)
            found.append(club)
    return found


@pytest.fixture
def quarter(db):
    return periods.programme_period(close_by=CLOSE_BY)


def excepted(quarter, alfa, *, project=None, until=date(2026, 5, 31)):
    if project:
        # The metropolis knows the projects that were published.
        publishing.publish_tenant(alfa)
    return programme.except_unit(
        programme_period=quarter,
        tenant=alfa,
        project_id=project,
        reason="kontrola w toku",
        expires_on=until,
        on=CLOSE_BY,
        at=periods.NOW,
        by=make.BY,
    )


def closed_now(alfa) -> list[tuple[str, int]]:
    with tenancy.inside(alfa):
        rows = Closing.objects.select_related("period__project").order_by("period__project__title")
        return [(row.period.project.title, row.period.number) for row in rows]


def test_before_the_day_nothing_is_closed_by_itself(alfa, clubs, quarter):
    assert closing_day.close_due(alfa, on=CLOSE_BY - timedelta(days=1)) == (0, 0)
    assert closed_now(alfa) == []


def test_on_the_day_every_period_that_is_over_is_closed_and_only_once(alfa, clubs, quarter):
    assert closing_day.close_due(alfa, on=CLOSE_BY) == (2, 0)
    assert closing_day.close_due(alfa, on=CLOSE_BY) == (0, 0)
    assert closed_now(alfa) == [("Klub 1", 1), ("Klub 2", 1)]
    with tenancy.inside(alfa):
        closing = Closing.objects.select_related("period").first()
        event = AuditEvent.objects.get(subject_id=closing.pk)
        assert (closing.closed_by, closing.closed_on) == (None, CLOSE_BY)
        assert event.actor_name == "Zamknięcie okresu I kwartał 2026"
        assert queries.certificate_of(closing).is_unchanged


def test_a_later_morning_closes_what_was_entered_late(alfa, anna, quarter):
    closing_day.close_due(alfa, on=CLOSE_BY)
    with tenancy.inside(alfa):
        club = make.project(by=anna)
        periods.period(of=club, by=anna)

    assert closing_day.close_due(alfa, on=CLOSE_BY + timedelta(days=40)) == (1, 0)


def test_an_excepted_project_stays_open_until_its_day_and_says_why(alfa, clubs, quarter):
    excepted(quarter, alfa, project=clubs[0].pk)

    assert closing_day.close_due(alfa, on=date(2026, 5, 31)) == (1, 1)
    assert closed_now(alfa) == [("Klub 2", 1)]
    with tenancy.inside(alfa):
        held = HeldBack.objects.get()
        assert (held.cause, held.reason, held.until) == (
            "EXCEPTED",
            "kontrola w toku",
            date(2026, 5, 31),
        )
    assert closing_day.close_due(alfa, on=date(2026, 6, 1)) == (1, 0)
    with tenancy.inside(alfa):
        assert not HeldBack.objects.exists()


def test_an_exception_of_the_whole_unit_holds_for_every_project(alfa, clubs, quarter):
    excepted(quarter, alfa)

    assert closing_day.close_due(alfa, on=CLOSE_BY) == (0, 2)


def test_an_exception_of_another_unit_holds_for_nobody_here(alfa, beta, clubs, quarter):
    excepted(quarter, beta)

    assert closing_day.close_due(alfa, on=CLOSE_BY) == (2, 0)


def test_an_ended_exception_holds_no_longer(alfa, clubs, quarter):
    exception = excepted(quarter, alfa)
    programme.end_exception(exception=exception, at=periods.NOW, by=make.BY)

    assert closing_day.close_due(alfa, on=CLOSE_BY) == (2, 0)


def test_what_cannot_be_closed_is_listed_with_its_reason_and_the_rest_is_closed(
    alfa, clubs, quarter
):
    second = periods.programme_period(
        name="II kwartał 2026", ends_on=date(2026, 6, 30), close_by=date(2026, 7, 20)
    )
    excepted(quarter, alfa, project=clubs[0].pk, until=date(2026, 12, 31))
    assert second.pk

    assert closing_day.close_due(alfa, on=date(2026, 7, 20)) == (2, 2)
    with tenancy.inside(alfa):
        held = {each.period.number: each for each in HeldBack.objects.select_related("period")}
        assert held[2].cause == "REFUSED"
        assert "Okres 1" in held[2].reason
        before = AuditEvent.objects.count()
    closing_day.close_due(alfa, on=date(2026, 7, 21))
    with tenancy.inside(alfa):
        assert AuditEvent.objects.count() == before, "what is known already is not said again"


def test_the_task_runs_on_its_day_only(alfa, clubs, quarter):
    tasks.close_due_in.run("alfa", "2026-04-20")

    assert closed_now(alfa) == []


def test_the_metropolis_sees_counts_for_each_unit(alfa, beta, metropolis, clubs, quarter):
    excepted(quarter, alfa, project=clubs[0].pk)
    closing_day.close_due(alfa, on=CLOSE_BY)
    publishing.publish_tenant(alfa)

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        rows = PeriodStanding.objects.order_by("closed_count")
        assert [(row.closed_count, row.open_count) for row in rows] == [(0, 2), (1, 1)]
        with pytest.raises(ProgrammingError), transaction.atomic():
            Contribution.objects.count()
    found = {each.tenant.schema_name: each for each in programme_queries.standings(on=CLOSE_BY)}
    assert (found["alfa"].closed, found["alfa"].open, found["alfa"].excepted) == (1, 3, 1)
    assert (found["beta"].closed, found["beta"].open) == (0, 0)


def test_an_exception_is_counted_when_it_is_entered_and_not_when_the_unit_publishes(
    alfa, clubs, quarter
):
    def counted(on: date) -> int:
        known = {each.tenant: each.excepted for each in programme_queries.standings(on=on)}
        return known[alfa]

    exception = excepted(quarter, alfa, until=date(2026, 5, 31))

    assert (counted(CLOSE_BY), counted(date(2026, 6, 1))) == (1, 0)
    programme.end_exception(exception=exception, at=periods.NOW, by=make.BY)
    assert counted(CLOSE_BY) == 0


def test_the_guard_of_definitions_knows_which_days_are_closed(alfa, clubs, quarter):
    closing_day.close_due(alfa, on=CLOSE_BY)
    publishing.publish_tenant(alfa)

    touched = programme_queries.closed_from(date(2026, 3, 31), rule_set="")
    assert (touched.projects, touched.tenants, touched.until) == (2, 1, date(2026, 3, 31))
    assert programme_queries.closed_from(date(2026, 4, 1), rule_set="").projects == 0
    per_rules = [
        programme_queries.closed_from(date(2026, 3, 31), rule_set=one).projects
        for one in RuleSet.values
    ]
    assert sorted(per_rules) == [0, 2]


def test_a_reopened_period_is_published_as_open(alfa, anna, clubs, quarter):
    closing_day.close_due(alfa, on=CLOSE_BY)
    with tenancy.inside(alfa):
        first = queries.periods_of(clubs[0].pk).first()
        asked = periods.asked(first, by=anna)
        ewa = periods.second_coordinator()
        operations.confirm_reopening(reopening=asked, on=make.TODAY, at=periods.NOW, by=ewa)
    publishing.publish_tenant(alfa)

    assert PeriodStanding.objects.get(project_id=clubs[0].pk).closed_until is None


def test_a_reopened_period_is_left_two_weeks_to_whoever_mends_it(alfa, anna, clubs, quarter):
    closing_day.close_due(alfa, on=CLOSE_BY)
    with tenancy.inside(alfa):
        first = queries.periods_of(clubs[0].pk).first()
        ewa = periods.second_coordinator()
        asked = periods.asked(first, by=anna)
        operations.confirm_reopening(reopening=asked, on=make.TODAY, at=periods.NOW, by=ewa)
    last = periods.NOW.date() + timedelta(days=14)
    due = closing_day.waiting_for(first, alfa, on=make.TODAY)
    with tenancy.inside(alfa):
        [told] = parts.programme_facts(first, due, mended_until=queries.mended_until(first))
    assert told.value.startswith("06.12.2026")

    for day in (make.TODAY + timedelta(days=1), last):
        closing_day.close_due(alfa, on=day)
        with tenancy.inside(alfa):
            held = HeldBack.objects.get(period=first)
            assert (held.cause, held.until) == ("REOPENED", last)
            assert "05.12.2026" in parts.held_words(held)
            assert not queries.is_closed(first)
    closing_day.close_due(alfa, on=last + timedelta(days=1))
    with tenancy.inside(alfa):
        assert queries.is_closed(first)


def test_only_the_metropolitan_coordinator_names_periods_and_exceptions(alfa, anna, quarter):
    facts = {"name": "x", "ends_on": date(2026, 6, 30), "close_by": date(2026, 7, 20)}

    with pytest.raises(NotAllowed):
        programme.name_period(**facts, by=anna)


def test_each_of_it_is_on_the_record_of_the_platform(alfa, quarter):
    exception = excepted(quarter, alfa)
    programme.end_exception(exception=exception, at=periods.NOW, by=make.BY)

    verbs = PlatformAuditEvent.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-3:] == [
        "named a period of the programme",
        "excepted a unit from closing",
        "ended an exception from closing",
    ]


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"ends_on": date(2026, 3, 31)}, programme.NamedAlready),
        ({"ends_on": date(2026, 6, 30), "close_by": date(2026, 6, 30)}, programme.ClosedTooEarly),
    ],
)
def test_a_programme_period_that_makes_no_sense_is_refused(quarter, facts, refusal):
    with pytest.raises(refusal):
        periods.programme_period(**facts)


def test_an_exception_names_a_project_of_its_own_unit(alfa, beta, clubs, quarter):
    with pytest.raises(programme.NoSuchProject):
        excepted(quarter, beta, project=clubs[0].pk)


def test_an_exception_has_a_day_to_come_and_is_made_once(alfa, quarter):
    with pytest.raises(programme.RanOut):
        excepted(quarter, alfa, until=CLOSE_BY - timedelta(days=1))
    excepted(quarter, alfa)
    with pytest.raises(programme.ExceptedAlready):
        excepted(quarter, alfa)


def claims(anna, *, on: date) -> list[tuple[Kind, date]]:
    found = deadlines.due_for(anna, on, on + timedelta(days=400))
    wanted = (Kind.CLAIM, Kind.FINAL_CLAIM)
    return [(each.kind, each.due.due_on) for each in found if each.kind in wanted]


def test_the_deadlines_of_a_project_are_those_of_its_open_periods(alfa, anna):
    with tenancy.inside(alfa):
        facts = {"claim_every_months": 1, "claim_due_days": 5, "final_claim_due_days": 30}
        club = make.project(by=anna, ends_on=date(2026, 6, 30), **facts)
        assert len(claims(anna, on=date(2026, 1, 1))) > 4
        one = periods.period(of=club, by=anna, due_on=date(2026, 4, 14))
        assert claims(anna, on=date(2026, 3, 1)) == [
            (Kind.CLAIM, date(2026, 4, 14)),
            (Kind.FINAL_CLAIM, date(2026, 7, 30)),
        ]
        periods.period(of=club, by=anna, days=periods.SECOND, is_final=True)
        periods.closed(one, by=anna)
        assert claims(anna, on=date(2026, 4, 15)) == [(Kind.FINAL_CLAIM, date(2026, 7, 30))]
