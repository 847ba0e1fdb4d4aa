"""What a unit's figures say: progress by cell, counts over projects, verdicts and their reasons."""

from datetime import timedelta

import pytest

from core import tenancy
from core.days import today
from core.ledger.models import Member
from core.permissions import TenantRole
from dashboards.tenant import queries, why
from indicators.facts import tasks as publishing
from indicators.judging import indicators
from indicators.language import tree
from indicators.language.as_python import verdict
from indicators.targets import operations as targets
from indicators.targets.operations import TargetEntry
from projects.participants.models import Participation
from tests import make


@pytest.fixture
def published(alfa, coordinator):
    """A project with a woman of whom one project more knows, a man, and a target; published."""
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        first, second = make.project(by=anna), make.project(by=anna, title="Nowa droga")
        zaneta = make.participation(by=anna, of=first)
        make.participation(by=anna, of=first, pesel=make.PESEL_OF_A_MAN, sex="M", disability="YES")
        make.participants.enrol(
            project=second,
            person=zaneta.person,
            start=make.start_entry(),
            on=make.TODAY,
            by=anna,
        )
        entry = TargetEntry(definition_code="PEOPLE_AT_RISK", total=4, women=3, men=1)
        targets.set_targets(project=first, entries=[entry], by=anna)
    publishing.publish_tenant(alfa)
    return alfa, first, second


def test_progress_has_women_men_and_total_against_their_targets(published):
    alfa, first, second = published

    with tenancy.inside(alfa):
        figures = queries.figures_of([first.pk, second.pk])

    people = figures[first.pk].people
    assert (people.women.achieved, people.women.target) == (1, 3)
    assert (people.men.achieved, people.men.target) == (1, 1)
    assert people.total.share == 0.5
    assert figures[first.pk].taking_part == 2
    assert figures[second.pk].planned is None


def test_people_are_counted_once_over_the_unit_and_participations_each_time(published):
    alfa, first, second = published

    with tenancy.inside(alfa):
        anna = Member.objects.get()
        counted = queries.supported(anna, [first.pk, second.pk])["PEOPLE_AT_RISK"]

    assert (counted.participations, counted.people) == (3, 2)


def test_whoever_sees_some_projects_is_told_participations_and_no_number_of_people(published):
    alfa, first, _second = published

    with tenancy.inside(alfa):
        anna = Member.objects.get()
        anna.grants = [{"role": TenantRole.VIEWER, "project": str(first.pk)}]
        counted = queries.supported(anna, [first.pk])["PEOPLE_AT_RISK"]

    assert (counted.participations, counted.people) == (2, None)


def test_the_list_behind_a_number_is_as_long_as_the_number(published):
    alfa, first, second = published

    with tenancy.inside(alfa):
        rows = Participation.objects.all()
        listed = {
            code: why.answer(rows, one, why.Question(today())).participations
            for code, one in indicators(on=today()).items()
        }
        counted = queries.supported(Member.objects.get(), [first.pk, second.pk])

    assert {code: n for code, n in listed.items() if n} == {
        code: count.participations for code, count in counted.items()
    }


def test_an_outcome_without_evidence_counts_to_nothing(inside_alfa):
    zaneta = make.participation(by=inside_alfa)
    make.participants.leave(
        participation=zaneta, entry=make.leave_entry(), version=1, on=make.TODAY, by=inside_alfa
    )
    employed = queries.indicator("EMPLOYED_AFTER", on=today())
    rows = Participation.objects.all()

    with_evidence = why.answer(rows, employed, why.Question(today()))
    zaneta.outcomes.update(evidence="")
    without = why.answer(rows, employed, why.Question(today()))

    assert with_evidence.participations == 1
    assert without.participations == 0


def test_the_reason_turns_over_with_every_not():
    rule = tree.parse({"not": {"field": "disability", "is": "YES"}})

    counted = queries.reason_of(verdict(rule, {"disability": "NO"}))
    not_counted = queries.reason_of(verdict(rule, {"disability": "YES"}))

    assert counted.startswith("niespełnione")
    assert not_counted.startswith("spełnione")


def test_an_outcome_is_possible_on_the_last_day_of_the_window_and_not_on_the_next(inside_alfa):
    zaneta = make.participation(by=inside_alfa)
    left_on = make.date(2026, 10, 1)
    entry = make.leave_entry(ended_on=left_on, exit_situation="BEING_MONITORED", outcomes=())
    make.participants.leave(
        participation=zaneta, entry=entry, version=1, on=make.TODAY, by=inside_alfa
    )
    zaneta.refresh_from_db()

    answers = [
        {each.code: each.answer for each in queries.counting_of(zaneta, left_on + days)}
        for days in (timedelta(days=28), timedelta(days=29))
    ]

    assert [answer["EMPLOYED_AFTER"] for answer in answers] == ["possible", "no"]
