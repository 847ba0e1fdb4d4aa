"""Counted when somebody looks: as publishing counts shared ones, person by person, in every part."""

from datetime import date

import pytest
from django.db import connection

from core import tenancy
from dashboards.tenant import why
from dashboards.tenant.why import Question
from indicators.cells import queries as cells
from indicators.definitions.models import Version
from indicators.facts.tasks import publish_tenant
from indicators.judging import counting_rows
from indicators.language.opening import State, standing
from indicators.local import counting, queries
from indicators.local.counting import Tally
from indicators.local.refusals import TookTooLong
from projects.participants.models import Participation
from tests import make
from tests.make import local

CODE = "PEOPLE_AT_RISK"


def tally(one, **days) -> tuple[int, Tally]:
    known = queries.indicators(on=make.TODAY)[one.code]
    return one.number, counting.counted([known], **days)


@pytest.fixture
def crowd(inside_alfa):
    """Two projects; one woman is in both, with another answer about disability in the second."""
    first = make.project(by=inside_alfa)
    second = make.project(by=inside_alfa, edition_no=2)
    woman = make.participation(by=inside_alfa, of=first, started_on=date(2026, 2, 2))
    make.participants.enrol(
        project=second,
        person=woman.person,
        start=make.start_entry(started_on=date(2026, 5, 5), disability="YES"),
        on=make.TODAY,
        by=inside_alfa,
    )
    man = {"pesel": make.PESEL_OF_A_MAN, "sex": "M", "given_name": "Jan"}
    make.participation(by=inside_alfa, of=first, started_on=date(2026, 3, 3), **man)
    return first, second


def test_people_count_once_in_the_unit_under_the_trait_of_the_first_day(inside_alfa, crowd):
    one = local.published({"field": "started_on", "known": True}, by=inside_alfa)
    first, second = crowd

    number, found = tally(one)

    assert vars(found.count(number)) == {"participations": 3, "people": 2}
    assert vars(found.count(number, disability="NO")) == {"participations": 2, "people": 2}
    assert vars(found.count(number, disability="YES")) == {"participations": 1, "people": 0}
    assert vars(found.count(number, sex="M")) == {"participations": 1, "people": 1}
    in_second = found.count(number, project_id=second.pk, disability="YES")
    assert vars(in_second) == {"participations": 1, "people": 1}
    assert found.projects(number) == {first.pk, second.pk}


def test_in_a_period_people_count_anew(inside_alfa, crowd):
    one = local.published({"field": "started_on", "known": True}, by=inside_alfa)

    number, found = tally(one, since=date(2026, 5, 1), until=date(2026, 5, 31))

    assert vars(found.count(number, disability="YES")) == {"participations": 1, "people": 1}


def test_each_version_judges_the_days_it_holds(inside_alfa, crowd):
    one = local.published({"field": "sex", "is": "M"}, by=inside_alfa, since=date(2026, 1, 1))
    draft = local.operations.start_version(
        indicator=one, effective_from=date(2026, 5, 1), by=inside_alfa
    )
    local.published(local.WOMEN, by=inside_alfa, version=draft)

    number, found = tally(one)

    assert found.count(number, sex="M").participations == 1
    assert found.count(number, sex="F").participations == 1, "the earlier one was no man"


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"sex": "F"},
        {"disability": "YES"},
        {"period": "2026Q2"},
        {"period": "2026-03"},
        {"as_of": date(2026, 3, 2)},
    ],
)
def test_the_figure_and_the_list_behind_it_agree(inside_alfa, crowd, asked):
    one = local.published({"field": "started_on", "known": True}, by=inside_alfa)
    known = queries.indicators(on=make.TODAY)[one.code]
    question = Question(**{"as_of": make.TODAY, **asked})
    since, until = question.days

    listed = why.answer(Participation.objects.all(), known, question)
    number, found = tally(one, since=since, until=until)
    count = found.count(number, sex=question.sex, disability=question.disability)

    assert (count.participations, count.people) == (listed.participations, listed.people)


def test_the_same_rule_counts_the_same_as_a_shared_indicator(alfa, inside_alfa, crowd):
    rule = Version.objects.get(definition=CODE, number=1).rule
    one = local.published(rule, by=inside_alfa, since=date(2014, 1, 1))
    whole = {"project_id": None, "period": "ALL"}

    number, found = tally(one)
    counted = {(sex, d): found.count(number, sex=sex, disability=d) for sex in ("", "F", "M") for d in ("", "YES", "NO")}  # fmt: skip
    by_project = [found.count(number, project_id=project.pk) for project in crowd]

    _leave_and_publish(alfa)
    with tenancy.inside(alfa):
        for (sex, disability), count in counted.items():
            published = cells.count_of(CODE, sex=sex, disability=disability, **whole)
            assert vars(count) == vars(published), (sex, disability)
        for project, count in zip(crowd, by_project, strict=True):
            published = cells.count_of(CODE, project_id=project.pk, period="ALL")
            assert vars(count) == vars(published)


def _leave_and_publish(alfa):
    connection.set_schema_to_public()
    connection.acting_role = None
    publish_tenant(alfa)


def test_open_results_agree_with_the_reading_in_python(inside_alfa, crowd):
    rule = {"outcome": "EMPLOYMENT", "window": {"from": 0, "to": 28}}
    one = local.published(rule, by=inside_alfa, counts_on="employment_on")
    known = queries.indicators(on=make.TODAY)[one.code]
    versions = [version.counted for version in known.versions]

    opened = counting.open_results([known], [p.pk for p in crowd], on=make.TODAY)[one.number]

    rows = [row for _pk, row in counting_rows(Participation.objects.all())]
    states = [standing(versions, row).state(on=make.TODAY) for row in rows]
    assert known.definition.awaits
    assert opened.in_progress == states.count(State.IN_PROGRESS) == 3


def test_without_indicators_nothing_is_asked(inside_alfa, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert counting.counted([]).lines == []
        assert counting.open_results([], [], on=make.TODAY) == {}


def test_counting_that_takes_too_long_is_given_up(inside_alfa, crowd, monkeypatch):
    one = local.published(by=inside_alfa)
    slow = counting._COUNTED.replace("count(*),", "count(*) + min(length(pg_sleep(2)::text)),", 1)
    monkeypatch.setattr(counting, "_COUNTED", slow)
    monkeypatch.setattr(counting, "_BOUNDED", "set local statement_timeout = '100ms'")

    with pytest.raises(TookTooLong):
        tally(one)
