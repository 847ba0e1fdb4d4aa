"""Warnings from released tables to the page: kept once, ended when over, told in words, never of the hidden."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from core import tenancy
from dashboards.watching import noting, queries, tasks
from dashboards.watching.models import Warned
from dashboards.watching.rules import Kind
from indicators.facts.models import ParticipationFact
from indicators.facts.tasks import publish_tenant
from tests import make
from tests.make import watching


@pytest.fixture
def browser(metropolis, client_of):
    account = make.account("ola@example.org", "Ola Miotk", metropolis, "metropolitan_coordinator")
    return client_of(account, metropolis)


def standing() -> dict[Kind, Warned]:
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        return {Kind(row.kind): row for row in Warned.objects.filter(ended_on=None)}


def test_a_warning_says_a_number_a_day_and_a_step(db, browser):
    card = watching.released_project()
    watching.release({card.pk: 60})
    noting.renew(on=make.TODAY)

    text = browser.get("/ostrzezenia/").content.decode()

    [warning] = browser.get("/ostrzezenia/").context["heaps"][0].warnings
    assert {"60", "100,", "40."} <= set(warning.text.split())
    assert "21.12.2026" in warning.text
    assert warning.step in text
    assert f"/projekty/{card.pk}/" in text


def test_a_hidden_count_gives_no_warning(db):
    card = watching.released_project()
    watching.release({card.pk: None})

    noting.renew(on=make.TODAY)

    assert standing() == {}


def test_before_the_first_release_nobody_is_said_to_be_missing(db):
    watching.released_project(ends_on=make.TODAY + timedelta(days=300))

    noting.renew(on=make.TODAY)

    assert standing() == {}


def test_a_warning_is_kept_once_and_ends_when_it_is_over(db):
    card = watching.released_project()
    watching.release({card.pk: 60})
    noting.renew(on=make.TODAY)
    first = standing()[Kind.ENDING]
    noting.renew(on=make.TODAY + timedelta(days=1))
    again = standing()[Kind.ENDING]
    assert (again.pk, again.since) == (first.pk, make.TODAY)

    watching.release({card.pk: 100})
    noting.renew(on=make.TODAY + timedelta(days=2))

    assert standing() == {}
    with tenancy.acting_as(tenancy.Role.WEB):
        over = Warned.objects.get(pk=first.pk)
    assert over.ended_on == make.TODAY + timedelta(days=2)
    assert over.facts == {}


def test_recruitment_that_stands_still_is_told_from_two_releases(db):
    card = watching.released_project(ends_on=make.TODAY + timedelta(days=100))
    watching.release({card.pk: 80}, days_ago=50)
    watching.release({card.pk: 80})

    noting.renew(on=make.TODAY)

    assert standing()[Kind.STALLED].day == make.TODAY - timedelta(days=50)


def test_a_pace_is_judged_from_a_release_of_half_a_year_ago(db):
    """Since its start it came on well; in the last half year hardly anybody did."""
    card = watching.released_project(ends_on=make.TODAY + timedelta(days=400))
    watching.release({card.pk: 54}, days_ago=180)
    watching.release({card.pk: 55})

    noting.renew(on=make.TODAY)
    assert standing()[Kind.BEHIND].facts["pace"] == "0.2"

    watching.release({card.pk: 70})
    noting.renew(on=make.TODAY)
    assert Kind.BEHIND not in standing()


def test_judging_runs_under_a_role_that_reads_no_fact(db):
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            ParticipationFact.objects.exists()


def test_the_page_narrows_to_a_unit_and_says_when_it_knows_none(db, browser):
    watching.warned()

    assert browser.get("/ostrzezenia/?powiat=2205").context["count"] == 1
    assert browser.get("/ostrzezenia/?powiat=2204").context["count"] == 0
    page = browser.get("/ostrzezenia/?powiat=0000")
    assert page.context["count"] == 1
    assert "0000" in page.content.decode()


def test_figures_that_are_not_in_are_told_where_the_unit_lies(alfa, browser):
    publish_tenant(alfa)
    watching.published(problem="ValueError")
    noting.renew(on=make.TODAY)

    assert standing()[Kind.LATE].unit_code == alfa.unit_id == "2205"
    assert browser.get("/ostrzezenia/?powiat=2205").context["count"] == 1
    assert browser.get("/ostrzezenia/?powiat=2204").context["count"] == 0


def test_warnings_are_one_query(db, django_assert_num_queries):
    watching.warned()

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        queries.warnings()
        with django_assert_num_queries(1):
            assert len(queries.warnings()) == 1


def test_the_clock_renews_them(db):
    watching.released_project(targets={})

    tasks.renew_warnings.run()

    assert Kind.NO_TARGET in standing()
