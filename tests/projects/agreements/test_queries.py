"""Which projects are found, how much of their time is over, what a person costs."""

from datetime import date
from decimal import Decimal

import pytest

from core.permissions import Permission, TenantRole
from projects.agreements import queries
from projects.agreements.models import Project
from projects.agreements.queries import Reached
from tests import make

ON = date(2026, 11, 21)


def _project(title: str, starts_on: date, ends_on: date, number: str = "") -> Project:
    return Project(title=title, starts_on=starts_on, ends_on=ends_on, agreement_number=number)


ENDED = _project("Klub Integracji Społecznej", date(2018, 1, 1), date(2020, 12, 31))
RUNNING = _project("Żółta łódź", date(2026, 1, 1), date(2026, 11, 21), "FEPM.05.11-0001/23")
PLANNED = _project("Nowa droga", date(2026, 11, 22), date(2028, 1, 1))
ALL = [ENDED, RUNNING, PLANNED]


@pytest.mark.parametrize(
    ("state", "expected"),
    [(queries.RUNNING, RUNNING), (queries.ENDED, ENDED), (queries.PLANNED, PLANNED)],
)
def test_a_project_is_in_one_state_and_runs_to_its_last_day(state, expected):
    assert queries.found(ALL, state=state, on=ON) == [expected]


@pytest.mark.parametrize("words", ["zolta", "ŁÓDŹ żółta", "lodz", "05.11-0001"])
def test_a_project_is_found_without_polish_signs_and_by_its_number(words):
    assert queries.found(ALL, words=words, on=ON) == [RUNNING]


def test_time_gone_counts_whole_days_and_never_leaves_the_project():
    assert queries.time_gone(RUNNING, on=date(2026, 11, 21)) == 1
    assert queries.time_gone(ENDED, on=ON) == 1
    assert queries.time_gone(PLANNED, on=ON) == 0


def test_a_target_that_is_outdone_is_not_capped_and_no_target_is_no_share():
    assert Reached(221, 220).share == pytest.approx(1.0045, abs=1e-4)
    assert Reached(5, None).share is None
    assert Reached(5, 0).share is None


def test_the_cost_of_a_person_is_the_total_value_by_the_planned_people_to_the_grosz():
    project = Project(total_amount=Decimal("3058823.53"), eu_amount=Decimal("2600000.00"))

    budget = queries.budget_of(project, planned=220)

    assert budget.cost_per_person == Decimal("13903.74")
    assert round(budget.eu_share, 4) == Decimal("0.8500")


def test_a_role_bound_to_one_project_sees_that_one_only(inside_alfa):
    own = make.project(by=inside_alfa, title="Swój")
    make.project(by=inside_alfa, title="Cudzy")
    inside_alfa.grants = [{"role": TenantRole.VIEWER, "project": str(own.pk)}]

    assert list(queries.projects_visible_to(inside_alfa, Permission.SEE_FIGURES)) == [own]
    assert not queries.projects_visible_to(inside_alfa, Permission.SEE_PEOPLE)
