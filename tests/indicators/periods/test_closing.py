"""Closing a period: what it freezes, what refuses it, and that nothing frozen can be changed."""

from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction

from core import outbox
from core.errors import NotAllowed
from core.ledger.models import AuditEvent, OutboxEntry
from indicators.periods import operations, queries, refusals
from indicators.periods.models import Closing, Contribution, ReportedCell
from indicators.periods.operations import closing as closing_operations
from indicators.periods.operations import planning
from indicators.periods.rules.counting import Cell
from projects.participants import operations as participants
from tests import make
from tests.make import periods

PEOPLE = "PEOPLE_AT_RISK"
DISABLED = "PEOPLE_WITH_DISABILITIES"


def value(closing, code=PEOPLE, sex="", disability="") -> int:
    cells = queries.report_of(closing).cells
    return cells.get(Cell(code, sex, disability), 0)


def test_it_freezes_values_versions_and_who_contributed(anna, first, women):
    closing = periods.closed(first, by=anna)

    assert (value(closing), value(closing, sex="F"), value(closing, sex="M")) == (3, 3, 0)
    assert value(closing, disability="NO") == 3
    assert value(closing, DISABLED) == 0
    counted = queries.contributors_of(closing, PEOPLE)
    assert {(one.pk, day) for one, day in counted} == {(one.pk, date(2026, 3, 3)) for one in women}
    assert closing.definitions.get(definition_code=PEOPLE).versions == [1]
    assert (closing.closed_by, closing.closed_on) == (anna, make.TODAY)


def test_values_count_from_the_start_of_the_project_and_only_to_the_end_of_the_period(
    anna, club, first, second
):
    late = make.start_entry(started_on=date(2026, 5, 5))
    participants.enter_participant(
        project=club, person=make.person_entry(), start=late, on=make.TODAY, by=anna
    )
    one, two = periods.closed(first, by=anna), periods.closed(second, by=anna)

    assert (value(one), value(two)) == (3, 4)
    assert queries.told(two).increase(Cell(PEOPLE)) == 1
    assert queries.told(two).corrected(Cell(PEOPLE)) == {}


def test_the_checksum_is_that_of_its_rows_and_of_the_trail(anna, first):
    closing = periods.closed(first, by=anna)
    [event] = AuditEvent.objects.filter(subject_id=closing.pk)

    assert queries.certificate_of(closing).is_unchanged
    assert event.fields == [f"sha256:{closing.checksum}"]
    assert OutboxEntry.objects.filter(topic=outbox.Topic.PROJECT, subject_id=first.project_id)


@pytest.mark.parametrize(
    "statement",
    [
        "update reported_cell set people_count = 9",
        "delete from reported_contribution",
        "update reported_definition set versions = '{2}'",
        "delete from period_closing",
    ],
)
def test_the_unit_itself_cannot_change_what_was_reported(anna, first, statement):
    periods.closed(first, by=anna)

    with pytest.raises(ProgrammingError, match="permission denied"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "update {}.reported_cell set people_count = people_count + 1 where people_count = 3",
        "delete from {}.reported_contribution where id = (select min(id) from {}.reported_contribution)",
        "update {}.reported_contribution set days[1] = '2026-01-02'",
        "update {}.reported_contribution set sex = 'M'",
        "update {}.reported_definition set versions = array[7]",
        "update {}.period_closing set checksum = repeat('0', 64)",
    ],
)
def test_a_change_past_the_application_shows(anna, alfa, first, statement):
    from core import tenancy

    closing = periods.closed(first, by=anna)
    with tenancy.acting_as(tenancy.Role.OWNER), connection.cursor() as cursor:
        cursor.execute(statement.format("alfa", "alfa"))
    closing = Closing.objects.select_related("period").get(pk=closing.pk)

    assert not queries.certificate_of(closing).is_unchanged


def test_a_period_is_closed_the_day_after_it_ended_and_no_sooner(anna, first):
    with pytest.raises(refusals.NotOver):
        periods.closed(first, by=anna, on=first.ends_on)

    assert periods.closed(first, by=anna, on=date(2026, 4, 1)).closed_on == date(2026, 4, 1)


def test_periods_are_closed_in_their_order_and_once(anna, first, second):
    with pytest.raises(refusals.EarlierIsOpen):
        periods.closed(second, by=anna)
    periods.closed(first, by=anna)

    with pytest.raises(refusals.ClosedAlready):
        periods.closed(first, by=anna)


def test_what_changed_since_the_preview_is_not_frozen_unseen(anna, club, first):
    seen = queries.report_now(first).checksum
    make.participation(by=anna, of=club, pesel=None)

    with pytest.raises(closing_operations.ChangedSincePreview):
        periods.closed(first, by=anna, seen=seen)
    again = queries.report_now(first).checksum
    assert periods.closed(first, by=anna, seen=again).checksum == again


def test_whoever_does_not_edit_projects_closes_none(anna, alfa, first):
    from core import tenancy

    with tenancy.acting_as(tenancy.Role.WEB):
        worker = make.member(alfa, "ola@example.org", "Ola Miotk", "case_worker")

    with pytest.raises(NotAllowed):
        periods.closed(first, by=worker)


def test_a_voided_participation_and_one_that_waits_for_its_start_count_for_nothing(
    anna, club, first, women
):
    make.accepted(by=anna, of=club, pesel=None)
    participants.void(
        participation=women[0],
        kind="MISTAKE",
        reason="dwa razy",
        version=women[0].version,
        at=periods.NOW,
        by=anna,
    )

    assert value(periods.closed(first, by=anna)) == 2


def test_a_closed_period_keeps_its_days_and_cannot_be_removed(anna, first):
    periods.closed(first, by=anna)
    days = {"starts_on": first.starts_on, "ends_on": date(2026, 3, 30), "due_on": first.due_on}

    with pytest.raises(planning.IsClosed):
        operations.correct_period(period=first, **days, is_final=False, version=1, by=anna)
    with pytest.raises(refusals.WasReported):
        operations.remove_period(period=first, version=1, by=anna)


def test_closing_asks_as_often_for_one_person_as_for_many(
    anna, club, django_assert_max_num_queries
):
    one = periods.period(of=club, by=anna)
    for _number in range(5):
        make.participation(by=anna, of=club, pesel=None)

    with django_assert_max_num_queries(32):
        periods.closed(one, by=anna)
    assert Contribution.objects.exists()
    assert ReportedCell.objects.exists()


def test_days_closed_are_known_by_project(anna, club, first, second):
    assert queries.closed_until([club.pk]) == {}
    periods.closed(first, by=anna)

    assert queries.closed_until([club.pk]) == {club.pk: date(2026, 3, 31)}
    periods.closed(second, by=anna)
    assert queries.closed_until([club.pk]) == {club.pk: date(2026, 6, 30)}


PERIOD = {"due_on": None, "is_final": False}


@pytest.mark.parametrize(
    ("days", "refusal"),
    [
        ((date(2026, 3, 31), date(2026, 6, 30)), planning.PeriodsMeet),
        ((date(2025, 6, 1), date(2025, 8, 31)), planning.PeriodsMeet),
        ((date(2024, 12, 31), date(2025, 3, 31)), planning.OutsideProject),
        ((date(2027, 7, 1), date(2028, 1, 1)), planning.OutsideProject),
        ((date(2026, 7, 1), date(2026, 6, 30)), planning.EndsBeforeItStarts),
    ],
)
def test_periods_follow_each_other_within_the_project(anna, club, first, days, refusal):
    with pytest.raises(refusal):
        periods.period(of=club, by=anna, days=days)


def test_nothing_comes_after_the_final_period(anna, club, first):
    periods.period(of=club, by=anna, days=periods.SECOND, is_final=True)

    with pytest.raises(planning.FinalIsLast):
        periods.period(of=club, by=anna, days=periods.THIRD)


def test_the_rest_of_the_project_is_proposed_and_the_last_one_is_final(anna, club, first):
    made = operations.propose_periods(project=club, every_months=6, by=anna)

    assert [(each.number, each.is_final) for each in made] == [
        (2, False),
        (3, False),
        (4, False),
        (5, True),
    ]
    assert (made[0].starts_on, made[-1].ends_on) == (date(2026, 4, 1), club.ends_on)
    with pytest.raises(planning.NothingToPropose):
        operations.propose_periods(project=club, every_months=6, by=anna)
