"""What changed since a month ago: of two releases, what both of them show."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from core import tenancy
from dashboards.metropolis import since
from dashboards.metropolis.codes import DISABLED, RISK
from dashboards.metropolis.models import Release, ReleasedCell
from dashboards.metropolis.queries import HIDDEN, Pair, Scope
from tests.dashboards.metropolis.views_made import view

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def released(days_ago, people=None):
    """A release of so many days ago that tells the people of the whole programme; None is hidden."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        release = Release.objects.create(
            released_at=NOW - timedelta(days=days_ago),
            tenants_count=1,
            cells_count=1,
            hidden_count=0,
        )
        ReleasedCell.objects.create(
            release=release,
            definition_code=RISK,
            period="ALL",
            is_hidden=people is None,
            participations_count=people,
            people_count=people,
        )
    return release


def told(now, *, people, **further):
    """As the page reads it, under the role that sees released figures alone."""
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        return since.of(view({RISK: Pair(people, people)}, release=now, **further), {})


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (100, 123, "+23"),
        (123, 100, "−23"),
        (100, 100, "none, or fewer than 5"),
        (0, 5, "+5"),
        (HIDDEN, 100, "not told: one of the two is hidden"),
        (100, HIDDEN, "not told: one of the two is hidden"),
    ],
)
def test_a_change_is_the_difference_of_what_is_shown(was, now, said):
    assert since.change(was, now) == said


@pytest.mark.django_db
def test_today_stands_beside_the_newest_release_that_is_a_month_older(metropolis):
    released(62, people=40)
    released(30, people=100)
    released(29, people=110)
    now = released(0, people=123)

    found = told(now, people=123)

    assert found.title == "Since 22 Oct 2026, 23 more people were supported"
    assert found.table.rows[0][1:] == [100, 123, "+23"]


@pytest.mark.django_db
def test_what_was_hidden_then_is_not_reckoned_now(metropolis):
    released(31)
    now = released(0, people=123)

    found = told(now, people=123)

    assert found.title == "What changed since 21 Oct 2026"
    assert found.table.rows[0][1:] == [HIDDEN, 123, "not told: one of the two is hidden"]


@pytest.mark.django_db
def test_without_a_release_a_month_old_nothing_is_said(metropolis):
    released(29, people=100)
    now = released(0, people=123)

    assert told(now, people=123) is None
    assert since.of(view(release=None), {}) is None


@pytest.mark.django_db
def test_where_no_projects_are_led_nothing_is_said(metropolis):
    released(31, people=100)
    now = released(0, people=123)

    assert told(now, people=123, scope=Scope("2210"), promised={}) is None


@pytest.mark.parametrize(
    ("count", "polish"),
    [
        (1, "wsparciem objęto 1 kolejną osobę"),
        (2, "wsparciem objęto 2 kolejne osoby"),
        (5, "wsparciem objęto 5 kolejnych osób"),
        (12, "wsparciem objęto 12 kolejnych osób"),
        (22, "wsparciem objęto 22 kolejne osoby"),
        (112, "wsparciem objęto 112 kolejnych osób"),
    ],
)
@pytest.mark.django_db
def test_the_sentence_takes_the_form_of_its_number(metropolis, count, polish):
    released(30, people=100)
    now = released(0, people=100 + count)

    with translation.override("pl"):
        assert polish in told(now, people=100 + count).title


@pytest.mark.django_db
def test_an_indicator_that_neither_release_tells_is_nobody(metropolis):
    released(30, people=100)
    now = released(0, people=105)

    rows = told(now, people=105).table.rows

    assert [row[1:3] for row in rows][1] == [0, 0]
    assert since.COMPARED[1] == DISABLED
