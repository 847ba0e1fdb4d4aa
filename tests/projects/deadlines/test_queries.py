"""Who sees which deadline, from which day on, and when it is gone. The clock is moved by asking."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from core import tenancy
from core.ledger.models import Member
from projects.agreements.models import Project
from projects.deadlines import digest, operations, queries, sentences
from projects.deadlines.items import Item, When
from projects.deadlines.operations import Term
from projects.deadlines.rules import Kind
from projects.participants import entries
from projects.participants import operations as participants
from projects.participants.models import Participation, Pause, Person
from projects.recruitment import operations as recruitment
from projects.support import queries as support_queries
from projects.support.models import AllowanceGrant, AllowanceRule, Payroll
from projects.support.vocabulary import Mark
from tenants import operations as tenants
from tests import make
from tests.make import deadlines as moments
from tests.make import leaving, support
from tests.make import path as paths
from tests.make import recruitment as rounds

LEFT_ON = date(2026, 3, 1)
FAR = date(2035, 1, 1)
DAY = timedelta(days=1)


# kind, what has happened, the day it opens, its last day
MOMENTS = [
    (Kind.ENTRY, moments.somebody_started, date(2026, 2, 14), date(2026, 2, 28)),
    (
        Kind.OUTCOME,
        moments.somebody_left,
        date(2026, 3, 1),
        date(2026, 3, 29),
    ),  # the night of the changed clock
    (Kind.EVIDENCE, moments.left_for_work, date(2026, 3, 1), date(2026, 3, 29)),
    (Kind.EFFICIENCY, moments.somebody_left, date(2026, 5, 18), date(2026, 6, 1)),
    (Kind.MAJORITY, moments.minor, date(2026, 11, 25), date(2026, 12, 25)),
    (Kind.SUPPORT_GAP, moments.somebody_helped, date(2026, 4, 15), date(2026, 4, 29)),
    (Kind.PROJECT_END, moments.project, date(2026, 11, 1), date(2026, 12, 31)),
    (Kind.FINAL_CLAIM, moments.project, date(2026, 12, 17), date(2027, 1, 30)),
    (
        Kind.EXPIRY,
        moments.with_a_certificate,
        date(2026, 9, 25),
        date(2026, 10, 25),
    ),  # clocks go back
    (
        Kind.ATTENDANCE,
        moments.forgotten_sheet,
        date(2026, 10, 30),
        date(2026, 11, 3),
    ),  # over a weekend
    (
        Kind.ABSENCES,
        moments.stays_away,
        date(2026, 10, 30),
        date(2026, 11, 2),
    ),  # All Saints on Sunday
    (Kind.DECISION, moments.closed_round, date(2026, 12, 18), date(2026, 12, 31)),
    (Kind.DOCUMENT, moments.a_paper_is_missing, date(2026, 12, 10), date(2026, 12, 17)),
    (Kind.CONTRACT_END, moments.under_contract, date(2026, 10, 17), date(2026, 10, 31)),
    (Kind.PAUSE_END, moments.on_a_pause, date(2026, 10, 25), date(2026, 10, 25)),  # clocks go back
    (
        Kind.CLAIM,
        moments.with_quarterly_claims,
        date(2026, 3, 17),
        date(2026, 4, 15),
    ),  # over Easter
    (Kind.PAYROLL, moments.owed_allowances, date(2026, 11, 1), date(2026, 11, 10)),
    (Kind.CANDIDATES, moments.rejected, date(2027, 5, 22), date(2027, 6, 4)),
    (Kind.RETENTION, moments.to_be_kept, date(2031, 11, 1), date(2031, 12, 31)),
    (Kind.REOPENING, moments.asked_to_reopen, date(2026, 11, 21), date(2026, 12, 5)),
    (Kind.REMOVAL, moments.asked_to_remove, date(2026, 11, 21), date(2026, 12, 5)),
    (Kind.EXPORT, moments.asked_for_everything, date(2026, 11, 21), date(2026, 12, 5)),
    (Kind.PROGRAMME, moments.asked_by_programme, date(2026, 11, 21), date(2026, 12, 4)),
    (Kind.ACCESSIBILITY, moments.project, date(2026, 3, 1), date(2026, 3, 31)),
    (Kind.TOKEN, moments.with_a_token, date(2026, 12, 1), date(2026, 12, 31)),
]


# The first working day after the requests are made.
MONDAY = make.TODAY + 2 * DAY
# What has ended needs no reminder, and a request that ran out no answer.
NEVER_LATE = (Kind.PROJECT_END, Kind.REOPENING, Kind.REMOVAL, Kind.EXPORT, Kind.TOKEN)


@pytest.mark.parametrize(("kind", "happen", "opens_on", "due_on"), MOMENTS)
def test_it_opens_falls_due_and_is_late_on_the_right_days(
    inside_alfa, kind, happen: Callable, opens_on, due_on
):
    happen(inside_alfa)

    def asked(on: date) -> list[Item]:
        """What is open on a day, of this very term."""
        found = moments.of_kind(kind, inside_alfa, on=on)
        return [item for item in found if item.due.due_on == due_on and item.is_open]

    assert asked(opens_on - DAY) == []
    assert len(asked(opens_on)) == 1
    assert [item.when for item in asked(due_on)] == [When.TODAY]
    if kind not in NEVER_LATE:
        assert [item.when for item in asked(due_on + DAY)] == [When.LATE]


def test_every_kind_has_its_moment():
    assert {kind for kind, _happen, _opens, _due in MOMENTS} == set(Kind)


@pytest.mark.parametrize(
    ("kind", "happen"),
    [
        (Kind.REOPENING, moments.asked_to_reopen),
        (Kind.REMOVAL, moments.asked_to_remove),
        (Kind.EXPORT, moments.asked_for_everything),
    ],
)
def test_a_request_waits_for_whoever_may_agree_and_not_for_whoever_asked(inside_alfa, kind, happen):
    asked = happen(inside_alfa)
    with tenancy.acting_as(tenancy.Role.WEB):
        alfa = make.tenant("alfa")
        viewer = make.member(alfa, "wit@example.org", "Wit Zalewski", "viewer")

    [item] = moments.of_kind(kind, inside_alfa, on=make.TODAY)
    assert item.is_of(inside_alfa)
    later = [moments.of_kind(kind, inside_alfa, on=on) for on in (MONDAY, MONDAY + 8 * DAY)]
    assert [one.when for [one] in later] == [When.TODAY, When.TODAY]
    assert kind in [one.kind for one in digest.this_week_of(inside_alfa, on=MONDAY)]
    assert "Ewa Konkel" in sentences.task(item)
    assert not item.may_be_settled_by(inside_alfa)
    assert moments.of_kind(kind, asked.asked_by, on=make.TODAY) == []
    assert moments.of_kind(kind, viewer, on=make.TODAY) == []


def test_a_request_about_the_whole_unit_stands_once_for_coordinators_of_it_and_administrators(
    inside_alfa,
):
    moments.asked_for_everything(inside_alfa)
    project = make.project(by=inside_alfa, title="Drugi")
    ida = leaving.administrator("alfa", "Ida Druga")

    for anybody in (inside_alfa, ida):
        [item] = moments.of_kind(Kind.EXPORT, anybody, on=make.TODAY)
        assert item.is_of(anybody)
        assert (item.project, item.page) == ("", "leaving:page")
    inside_alfa.grants = [{"role": "coordinator", "project": str(project.pk)}]
    assert moments.of_kind(Kind.EXPORT, inside_alfa, on=make.TODAY) == []


def test_a_project_that_has_ended_is_not_about_to_end(inside_alfa):
    moments.project(inside_alfa)

    assert moments.of_kind(Kind.PROJECT_END, inside_alfa, on=date(2027, 1, 1)) == []


def test_the_question_reaches_no_further_than_its_last_day(inside_alfa):
    moments.somebody_left(inside_alfa)

    before, there = (
        queries.due_for(inside_alfa, LEFT_ON, until)
        for until in (date(2026, 3, 28), date(2026, 3, 29))
    )

    assert Kind.OUTCOME not in {item.kind for item in before}
    assert Kind.OUTCOME in {item.kind for item in there}


def test_deadlines_stand_in_the_order_of_their_last_day(inside_alfa):
    for days in (5, 0, 9):
        moments.left(by=inside_alfa, on=LEFT_ON + timedelta(days=days))

    days = [item.due.due_on for item in queries.due_for(inside_alfa, LEFT_ON, FAR)]

    assert days == sorted(days)
    assert len(days) > 6


def test_an_outcome_that_is_written_down_waits_no_more(inside_alfa):
    somebody = moments.somebody_left(inside_alfa)
    outcome = entries.OutcomeEntry(
        kind="EMPLOYMENT", observed_on=LEFT_ON + DAY, evidence="CONTRACT"
    )

    participants.record_outcome(
        participation=somebody, outcome=outcome, on=LEFT_ON + DAY, by=inside_alfa
    )

    assert moments.of_kind(Kind.OUTCOME, inside_alfa, on=LEFT_ON + DAY) == []


def test_another_outcome_proves_nothing_about_the_work_that_somebody_took_up(inside_alfa):
    somebody = moments.left_for_work(inside_alfa)
    qualified = entries.OutcomeEntry(
        kind="QUALIFICATION", observed_on=LEFT_ON, evidence="CERTIFICATE"
    )
    works = entries.OutcomeEntry(kind="EMPLOYMENT", observed_on=LEFT_ON, evidence="CONTRACT")
    facts = {"participation": somebody, "on": LEFT_ON, "by": inside_alfa}

    participants.record_outcome(outcome=qualified, **facts)
    assert len(moments.of_kind(Kind.EVIDENCE, inside_alfa, on=LEFT_ON)) == 1
    participants.record_outcome(outcome=works, **facts)

    assert moments.of_kind(Kind.EVIDENCE, inside_alfa, on=LEFT_ON) == []


def test_whoever_left_is_not_long_without_support(inside_alfa):
    moments.left(by=inside_alfa, on=LEFT_ON)
    moments.somebody_helped(inside_alfa)

    assert len(moments.of_kind(Kind.SUPPORT_GAP, inside_alfa, on=date(2026, 6, 1))) == 1


def test_a_duty_that_is_open_stands_on_the_persons_page_however_far_its_last_day(inside_alfa):
    of = make.project(by=inside_alfa, entry_due_days=200)
    somebody = make.participation(by=inside_alfa, of=of, started_on=make.TODAY)

    kinds = {item.kind for item in queries.due_about(somebody, inside_alfa, make.TODAY)}

    assert Kind.ENTRY in kinds


def test_whoever_came_back_after_leaving_is_not_late_on_that_day(inside_alfa):
    """Months of not belonging to the project are no months without support."""
    somebody = moments.helped(by=inside_alfa, on=date(2026, 4, 15))
    entry = make.leave_entry(ended_on=date(2026, 5, 1), outcomes=())
    participants.leave(
        participation=somebody, entry=entry, version=1, on=date(2026, 5, 1), by=inside_alfa
    )
    back_on = date(2026, 11, 2)
    make.come_back(somebody, version=2, by=inside_alfa)

    assert moments.of_kind(Kind.SUPPORT_GAP, inside_alfa, on=back_on) == []
    [gap] = moments.of_kind(Kind.SUPPORT_GAP, inside_alfa, on=back_on + 50 * DAY)
    assert gap.due.due_on == back_on + 60 * DAY


def test_where_nobody_writes_support_down_its_lack_is_not_known(inside_alfa):
    moments.somebody_started(inside_alfa)

    assert moments.of_kind(Kind.SUPPORT_GAP, inside_alfa, on=date(2026, 11, 1)) == []


def test_whoever_is_accepted_and_has_no_support_yet_has_no_terms(inside_alfa):
    make.accepted(by=inside_alfa)

    kinds = {item.kind for item in queries.due_for(inside_alfa, make.TODAY, FAR)}

    assert kinds == {Kind.PROJECT_END, Kind.FINAL_CLAIM, Kind.ACCESSIBILITY}


def test_a_settled_term_is_gone_and_opens_again_when_its_day_is_corrected(inside_alfa):
    somebody = moments.somebody_started(inside_alfa)
    [entry] = moments.of_kind(Kind.ENTRY, inside_alfa, on=make.TODAY)
    operations.settle(terms=[Term.of(entry)], by=inside_alfa, on=make.TODAY)
    assert moments.of_kind(Kind.ENTRY, inside_alfa, on=make.TODAY) == []

    participants.correct_start(
        participation=somebody,
        start=make.start_entry(started_on=date(2026, 2, 20)),
        version=1,
        reason="lista obecności",
        on=make.TODAY,
        by=inside_alfa,
    )

    [again] = moments.of_kind(Kind.ENTRY, inside_alfa, on=make.TODAY)
    assert again.due.due_on == date(2026, 3, 6)


def test_a_year_after_a_project_its_books_are_closed(inside_alfa):
    of = make.project(by=inside_alfa, starts_on=date(2024, 1, 1), ends_on=date(2025, 8, 31))
    moments.left(by=inside_alfa, on=date(2025, 8, 31), of=of)

    during = {item.kind for item in queries.due_for(inside_alfa, date(2026, 8, 31), FAR)}
    after = {item.kind for item in queries.due_for(inside_alfa, date(2026, 9, 1), FAR)}

    assert {Kind.ENTRY, Kind.EFFICIENCY, Kind.FINAL_CLAIM} <= during
    # What nobody wrote down about a person is still worth writing down.
    assert after == {Kind.OUTCOME, Kind.ACCESSIBILITY}


def test_an_entry_is_due_when_the_agreement_says(inside_alfa):
    of = make.project(by=inside_alfa, entry_due_days=3)
    make.participation(by=inside_alfa, of=of, started_on=date(2026, 3, 3))

    [entry] = moments.of_kind(Kind.ENTRY, inside_alfa, on=date(2026, 3, 3))

    assert entry.due.due_on == date(2026, 3, 6)


def test_a_newer_certificate_of_the_same_premise_ends_the_reminder(inside_alfa):
    moments.with_a_certificate(inside_alfa)
    somebody = Participation.objects.get()
    newer = make.premise_entry(
        evidence="ZUS_CERTIFICATE", kind="DISABILITY", seen_on=date(2026, 10, 1)
    )
    assert len(moments.of_kind(Kind.EXPIRY, inside_alfa, on=make.TODAY)) == 1

    participants.note_premise(participation=somebody, entry=newer, on=make.TODAY, by=inside_alfa)

    assert moments.of_kind(Kind.EXPIRY, inside_alfa, on=make.TODAY) == []


def test_what_proves_a_premise_is_not_for_those_who_only_read(alfa, coordinator):
    with tenancy.inside(alfa):
        moments.with_a_certificate(Member.objects.get(account_id=coordinator.pk))
    officer, jan = (
        make.member(alfa, f"{role}@example.org", "Jan Hinc", role)
        for role in ("settlement_officer", "case_worker")
    )

    with tenancy.inside(alfa):
        assert moments.of_kind(Kind.EXPIRY, officer, on=make.TODAY) == []
        assert len(moments.of_kind(Kind.EXPIRY, jan, on=make.TODAY)) == 1


def test_a_sheet_with_one_mark_is_not_forgotten(inside_alfa):
    moments.meeting(inside_alfa, Mark.PRESENT, Mark.PRESENT, Mark.EXCUSED)

    assert moments.of_kind(Kind.ATTENDANCE, inside_alfa, on=make.TODAY) == []


@pytest.mark.parametrize(
    "marks",
    [
        (Mark.ABSENT, Mark.ABSENT, Mark.ABSENT),
        (Mark.ABSENT, Mark.ABSENT, Mark.PRESENT),
        (Mark.ABSENT, Mark.EXCUSED, Mark.ABSENT),
        (Mark.ABSENT, Mark.ABSENT),
    ],
)
def test_absences_in_a_row_are_those_that_support_warns_of(inside_alfa, marks):
    moments.meeting(inside_alfa, *marks)

    found = moments.of_kind(Kind.ABSENCES, inside_alfa, on=make.TODAY)

    warned = support_queries.absent_in_a_row(inside_alfa, make.TODAY)
    assert [(one.subject_id, one.facts["times"]) for one in found] == [
        (streak.participation.pk, streak.count) for streak in warned
    ]


def test_absences_are_counted_in_each_service_for_itself(inside_alfa):
    """Coming to one service does not hide staying away from another, nor do single days add up."""
    of = make.project(by=inside_alfa)
    [skips, unlucky] = support.people(2, of=of, by=inside_alfa)
    for number in range(4):
        service = support.service(of=of, by=inside_alfa, name=f"Usługa {number}")
        group = support.group(by=inside_alfa, of=service, name=f"Grupa {number}")
        support.join(group, skips, unlucky, by=inside_alfa)
        for day in range(3):
            held_on = support.MONDAY + timedelta(days=day)
            meeting = support.session(group, by=inside_alfa, held_on=held_on)
            for who, is_absent in ((skips, number == 0), (unlucky, day == 2)):
                mark = Mark.ABSENT if is_absent else Mark.PRESENT
                support.mark(meeting, who, mark, by=inside_alfa)

    [found] = moments.of_kind(Kind.ABSENCES, inside_alfa, on=make.TODAY)

    assert (found.subject_id, found.facts["service"]) == (skips.pk, "Usługa 0")
    [warned] = support_queries.absent_in_a_row(inside_alfa, make.TODAY)
    assert warned.participation == skips


def test_a_sheet_waits_for_whoever_led_the_session(alfa, inside_alfa):
    of = make.project(by=inside_alfa)
    group = support.group(by=inside_alfa, of=support.service(of=of, by=inside_alfa))
    [somebody] = support.people(1, of=of, by=inside_alfa)
    support.join(group, somebody, by=inside_alfa)
    support.session(group, by=inside_alfa, leader=inside_alfa)

    [sheet] = moments.of_kind(Kind.ATTENDANCE, inside_alfa, on=make.TODAY)

    assert sheet.in_charge.name == "Anna Lis"
    assert (sheet.label, sheet.person) == ("Grupa A", "")
    assert sheet.is_of(inside_alfa)


def test_whoever_was_asked_why_is_not_asked_again_about_the_same_row(inside_alfa):
    moments.stays_away(inside_alfa)
    [asked] = moments.of_kind(Kind.ABSENCES, inside_alfa, on=make.TODAY)

    operations.settle(terms=[Term.of(asked)], by=inside_alfa, on=make.TODAY)

    assert moments.of_kind(Kind.ABSENCES, inside_alfa, on=make.TODAY) == []


def test_whoever_pauses_is_not_long_without_support(inside_alfa):
    moments.on_a_pause(inside_alfa)

    assert moments.of_kind(Kind.SUPPORT_GAP, inside_alfa, on=make.TODAY) == []


def test_whoever_came_back_from_a_pause_is_not_late_on_that_day(inside_alfa):
    pause = moments.on_a_pause(inside_alfa)
    Pause.objects.update(returned_on=date(2026, 11, 20))
    two_weeks_before, sixty_days_on = date(2027, 1, 5), date(2027, 1, 20)

    assert moments.of_kind(Kind.SUPPORT_GAP, inside_alfa, on=two_weeks_before - DAY) == []
    [gap] = moments.of_kind(Kind.SUPPORT_GAP, inside_alfa, on=two_weeks_before)

    assert gap.due.due_on == date(2027, 1, 19)
    assert not support_queries.people_without_support(inside_alfa, make.TODAY)
    [warned] = support_queries.people_without_support(inside_alfa, sixty_days_on)
    assert warned.pk == pause.participation_id


def test_a_proof_stands_among_the_things_of_today_on_the_days_it_is_asked_for(inside_alfa):
    moments.left_for_work(inside_alfa)  # on Sunday, 1 March 2026

    parts = {
        day: moments.of_kind(Kind.EVIDENCE, inside_alfa, on=date(2026, 3, day))[0].when
        for day in (16, 17, 20, 23, 26, 30)
    }

    today = [day for day, when in parts.items() if when == When.TODAY]
    assert today == [16, 23, 26]  # the days 14 and 21 are Sundays, the day 25 is a Thursday


def test_a_renewed_contract_does_not_end(inside_alfa):
    contract = moments.under_contract(inside_alfa)
    paths.contract(
        contract.participation,
        by=inside_alfa,
        signed_on=date(2026, 11, 1),
        valid_to=date(2027, 10, 31),
    )

    [ending] = moments.of_kind(Kind.CONTRACT_END, inside_alfa, on=make.TODAY)

    assert ending.due.due_on == date(2027, 10, 31)


def test_an_approved_month_waits_no_more_and_the_next_one_comes_when_it_is_over(inside_alfa):
    moments.owed_allowances(inside_alfa)
    december = date(2026, 12, 1)
    first, second = moments.of_kind(Kind.PAYROLL, inside_alfa, on=december)
    assert [first.facts["month"].month, second.facts["month"].month] == [10, 11]

    Payroll.objects.create(project_id=first.project_id, month_on=first.facts["month"])

    [left_over] = moments.of_kind(Kind.PAYROLL, inside_alfa, on=december)
    assert left_over.due == second.due


def test_nobody_waits_for_the_payroll_of_a_month_that_is_not_over(inside_alfa):
    moments.owed_allowances(inside_alfa)

    assert moments.of_kind(Kind.PAYROLL, inside_alfa, on=date(2026, 10, 31)) == []


@pytest.mark.parametrize("ends", ["grant", "rule", "stay", "project", "void"])
def test_nobody_waits_for_months_in_which_nothing_can_be_owed(inside_alfa, ends):
    moments.owed_allowances(inside_alfa)
    last_on = date(2026, 10, 31)
    if ends == "grant":
        AllowanceGrant.objects.update(ends_on=last_on)
    elif ends == "rule":
        AllowanceRule.objects.update(valid_to=last_on)
    elif ends == "stay":
        left = {"ended_on": last_on, "completed_path": True, "exit_situation": "OTHER"}
        Participation.objects.update(**left)
    elif ends == "project":
        Project.objects.update(ends_on=last_on)
    else:
        Participation.objects.update(voided_at=datetime(2026, 11, 1, tzinfo=UTC))

    found = moments.of_kind(Kind.PAYROLL, inside_alfa, on=date(2026, 12, 15))

    assert [one.facts["month"].month for one in found] == ([] if ends == "void" else [10])


def test_money_is_for_those_who_see_money(alfa, coordinator):
    with tenancy.inside(alfa):
        moments.owed_allowances(Member.objects.get(account_id=coordinator.pk))
    jan = member(alfa, "case_worker")

    with tenancy.inside(alfa):
        assert moments.of_kind(Kind.PAYROLL, jan, on=make.TODAY) == []


def test_a_paper_that_came_is_missing_no_more(inside_alfa):
    paper = moments.a_paper_is_missing(inside_alfa)
    [missing] = moments.of_kind(Kind.DOCUMENT, inside_alfa, on=make.TODAY)
    assert missing.facts["document"] == "Zaświadczenie z OPS"
    candidate = paper.recruitment.candidates.get()

    recruitment.mark_documents(
        candidate=candidate,
        states={paper.pk: "seen"},
        version=candidate.version,
        on=make.TODAY,
        by=inside_alfa,
    )

    assert moments.of_kind(Kind.DOCUMENT, inside_alfa, on=make.TODAY) == []


def test_a_round_waits_once_however_many_applied(inside_alfa):
    opened = moments.closed_round(inside_alfa)
    rounds.candidate(opened, 1, by=inside_alfa)

    [decision] = moments.of_kind(Kind.DECISION, inside_alfa, on=make.TODAY)

    assert decision.facts["waiting"] == 2
    assert (decision.label, decision.person) == ("Nabór zimowy", "")


def test_a_rolling_round_has_no_closing_day_and_no_term(inside_alfa):
    opened = rounds.recruitment(by=inside_alfa, closes_on=None)
    rounds.candidate(opened, by=inside_alfa)

    assert moments.of_kind(Kind.DECISION, inside_alfa, on=make.TODAY) == []


def test_claims_that_no_agreement_speaks_of_are_not_guessed(inside_alfa):
    make.project(by=inside_alfa)

    assert moments.of_kind(Kind.CLAIM, inside_alfa, on=make.TODAY) == []


def test_a_claim_that_was_sent_leaves_the_others_waiting(inside_alfa):
    moments.with_quarterly_claims(inside_alfa)
    first, *others = moments.of_kind(Kind.CLAIM, inside_alfa, on=make.TODAY)

    operations.settle(terms=[Term.of(first)], by=inside_alfa, on=make.TODAY)

    left_over = moments.of_kind(Kind.CLAIM, inside_alfa, on=make.TODAY)
    assert [one.due for one in left_over] == [one.due for one in others]


# --- who sees it, and for whom it waits -----------------------------------------------------------


def member(alfa: Any, role: str, name: str = "Ewa Konkel") -> Member:
    return make.member(alfa, f"{role}@example.org", name, role)


@pytest.fixture
def somebody_left(alfa, coordinator) -> Participation:
    with tenancy.inside(alfa):
        return moments.somebody_left(Member.objects.get(account_id=coordinator.pk))


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (
            "coordinator",
            {"wpis", "wynik", "efektywnosc", "koniec-projektu", "wniosek-koncowy", "dostepnosc"},
        ),
        ("case_worker", {"wpis", "wynik", "efektywnosc", "koniec-projektu", "wniosek-koncowy"}),
        (
            "settlement_officer",
            {"wpis", "wynik", "efektywnosc", "koniec-projektu", "wniosek-koncowy"},
        ),
        ("viewer", {"koniec-projektu", "wniosek-koncowy"}),
        ("administrator", {"koniec-projektu", "wniosek-koncowy", "dostepnosc"}),
    ],
)
def test_each_role_sees_the_deadlines_of_what_it_may_see(alfa, somebody_left, role, kinds):
    reader = member(alfa, role)

    with tenancy.inside(alfa):
        found = queries.due_for(reader, make.TODAY, FAR)

    assert {item.kind for item in found} == kinds


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        ("coordinator", {"koniec-projektu"}),
        ("case_worker", {"wynik", "efektywnosc"}),
        ("settlement_officer", {"wpis", "wniosek-koncowy"}),
        ("viewer", set()),
        ("administrator", {"dostepnosc"}),
    ],
)
def test_while_nobody_is_in_charge_a_deadline_waits_for_everybody_of_its_role(
    alfa, somebody_left, role, kinds
):
    reader = member(alfa, role)

    with tenancy.inside(alfa):
        found = queries.due_for(reader, make.TODAY, FAR)

    assert {item.kind for item in found if item.is_of(reader)} == kinds


def test_a_person_in_charge_has_it_alone(alfa, somebody_left):
    jan, ewa = member(alfa, "case_worker"), make.member(alfa, "e@e.pl", "Ewa", "case_worker")
    with tenancy.inside(alfa):
        Participation.objects.update(cared_for_by=jan, advised_by=ewa)

        of_jan = {i.kind for i in queries.due_for(jan, make.TODAY, FAR) if i.is_of(jan)}
        of_ewa = {i.kind for i in queries.due_for(ewa, make.TODAY, FAR) if i.is_of(ewa)}

    assert of_jan == {Kind.OUTCOME}
    assert of_ewa == {Kind.EFFICIENCY}


def test_whoever_left_the_unit_is_in_charge_of_nobody(alfa, somebody_left):
    jan = member(alfa, "case_worker", "Jan Hinc")
    with tenancy.inside(alfa):
        Participation.objects.update(cared_for_by=jan)
    make.leave(jan)

    with tenancy.inside(alfa):
        anna = Member.objects.get(display_name="Anna Lis")
        [outcome] = moments.of_kind(Kind.OUTCOME, anna, on=make.TODAY)

    assert outcome.in_charge is None


def test_a_member_of_one_project_sees_nothing_of_another(alfa, somebody_left):
    with tenancy.inside(alfa):
        other = make.project(by=make.BY, title="Inny projekt")
    account = make.account("iga@example.org", "Iga Szulc")
    tenants.grant(account=account, tenant=alfa, role="case_worker", project_id=other.pk, by=make.BY)

    with tenancy.inside(alfa):
        iga = Member.objects.get(account_id=account.pk)
        found = queries.due_for(iga, make.TODAY, FAR)

    assert {item.project for item in found} == {"Inny projekt"}


def everything_happens(anna: Member) -> None:
    """One of each: a sheet, an absence, a pause, a contract, a certificate, a round, a claim."""
    for happen in (
        moments.forgotten_sheet,
        moments.stays_away,
        moments.on_a_pause,
        moments.under_contract,
        moments.with_a_certificate,
        moments.a_paper_is_missing,
        moments.with_quarterly_claims,
        moments.owed_allowances,
    ):
        Person.objects.update(pesel_index=None)
        Project.objects.update(title=F("id"), agreement_number="")
        happen(anna)


def test_the_cost_is_the_same_for_one_of_each_and_for_three(inside_alfa):
    everything_happens(inside_alfa)
    with CaptureQueriesContext(connection) as one:
        queries.due_for(inside_alfa, make.TODAY, FAR)
    for _nth in range(2):
        everything_happens(inside_alfa)

    with CaptureQueriesContext(connection) as three:
        found = queries.due_for(inside_alfa, make.TODAY, FAR)

    assert len([item for item in found if item.kind == Kind.ABSENCES]) == 3
    assert len(three) == len(one) <= 10


def test_the_cost_is_the_same_for_one_person_and_for_many(inside_alfa):
    of = make.project(by=inside_alfa)
    moments.left(by=inside_alfa, on=LEFT_ON, of=of)
    with CaptureQueriesContext(connection) as one:
        queries.due_for(inside_alfa, LEFT_ON, FAR)
    for number in range(12):
        moments.left(by=inside_alfa, on=LEFT_ON, of=of, family_name=f"Lis{number}")

    with CaptureQueriesContext(connection) as many:
        found = queries.due_for(inside_alfa, LEFT_ON, FAR)

    assert len([item for item in found if item.kind == Kind.OUTCOME]) == 13
    assert len(many) == len(one) <= 10


def test_what_waits_about_one_person_is_what_the_day_says_of_them(inside_alfa):
    moments.with_a_certificate(inside_alfa)
    moments.stays_away(inside_alfa)
    moments.left_for_work(inside_alfa)
    moments.on_a_pause(inside_alfa)
    everything = [one for one in queries.due_for(inside_alfa, make.TODAY, FAR) if one.is_open]

    for person in Participation.objects.all():
        alone = queries.due_about(person, inside_alfa, make.TODAY)

        told = [(one.kind, one.due.due_on) for one in everything if one.subject_id == person.pk]
        assert [(one.kind, one.due.due_on) for one in alone] == told
    assert {one.kind for one in everything} >= {Kind.EXPIRY, Kind.ABSENCES, Kind.EVIDENCE}
