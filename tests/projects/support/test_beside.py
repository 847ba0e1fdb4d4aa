"""A project and the one that complements it do not give a person the same thing (L09)."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.agreements.models import Project
from projects.participants import checks
from projects.participants.models import Participation
from projects.support import entries, operations
from projects.support.models import Service
from tests import make
from tests.make import agreements, support


@pytest.fixture
def clubs(inside_alfa: Any) -> list[Project]:
    """Two clubs, of which the second complements the first."""
    first, second = (make.project(by=inside_alfa, title=title) for title in ("KIS", "KIS II"))
    agreements.target_group(of=second, by=inside_alfa, complementary_project_id=first.pk)
    return [first, second]


def _zaneta_in(project: Project, by: Any) -> Participation:
    return make.accepted(of=project, by=by)


def _said(participation: Participation) -> list[dict[str, object]]:
    rows = Participation.objects.select_related("person", "project").filter(pk=participation.pk)
    problems = checks.of_many(list(rows.prefetch_related("outcomes")), on=make.TODAY)
    return [dict(one.facts) for one in problems[participation.pk] if one.check == "L09"]


def _plan(service: Service, who: Participation, by: Any) -> None:
    entry = entries.PlanEntry(quantity=Decimal(10))
    operations.plan_support(participation=who, service=service, entry=entry, by=by)


def test_somebody_in_groups_of_the_same_kind_in_both_projects_is_told_on_both_pages(
    clubs, inside_alfa
):
    both = [_zaneta_in(club, inside_alfa) for club in clubs]
    for club, zaneta, name in zip(clubs, both, ("Warsztaty", "Trening"), strict=True):
        service = support.service(of=club, by=inside_alfa, name=name)
        support.join(support.group(of=service, by=inside_alfa), zaneta, by=inside_alfa)

    assert _said(both[0]) == [{"other_project": "KIS II", "kind_words": "Warsztaty"}]
    assert _said(both[1]) == [{"other_project": "KIS", "kind_words": "Trening"}]


def test_two_kinds_of_support_are_not_the_same_thing(clubs, inside_alfa):
    first, second = (_zaneta_in(club, inside_alfa) for club in clubs)
    workshop = support.service(of=clubs[0], by=inside_alfa)
    support.join(support.group(of=workshop, by=inside_alfa), first, by=inside_alfa)
    _plan(support.advice(of=clubs[1], by=inside_alfa), second, inside_alfa)

    assert _said(first) == _said(second) == []


def test_a_plan_is_enough_and_whoever_is_another_person_is_not_meant(clubs, inside_alfa):
    workshops = [support.service(of=club, by=inside_alfa) for club in clubs]
    first, second = (_zaneta_in(club, inside_alfa) for club in clubs)
    (stranger,) = support.people(1, of=clubs[1], by=inside_alfa)
    for workshop, who in zip([*workshops, workshops[1]], [first, second, stranger], strict=True):
        _plan(workshop, who, inside_alfa)

    assert [said["other_project"] for said in _said(first)] == ["KIS II"]
    assert _said(stranger) == []


def test_projects_that_do_not_complement_each_other_may_give_the_same(inside_alfa):
    projects = [make.project(by=inside_alfa, title=title) for title in ("Jeden", "Drugi")]
    both = [_zaneta_in(project, inside_alfa) for project in projects]
    for project, zaneta in zip(projects, both, strict=True):
        _plan(support.service(of=project, by=inside_alfa), zaneta, inside_alfa)

    assert _said(both[0]) == _said(both[1]) == []


def test_many_people_are_asked_about_at_the_cost_of_one(clubs, inside_alfa):
    workshops = [support.service(of=club, by=inside_alfa) for club in clubs]
    _plan(workshops[1], _zaneta_in(clubs[1], inside_alfa), inside_alfa)
    rows = [_zaneta_in(clubs[0], inside_alfa), *support.people(9, of=clubs[0], by=inside_alfa)]
    for row in rows:
        _plan(workshops[0], row, inside_alfa)

    asked = []
    for some in (rows[:1], rows):
        with CaptureQueriesContext(connection) as seen:
            checks.of_many(
                list(
                    Participation.objects.select_related("person", "project")
                    .prefetch_related("outcomes")
                    .filter(pk__in=[row.pk for row in some])
                ),
                on=make.TODAY,
            )
        asked.append(len(seen))

    assert asked[0] == asked[1]
