"""The cascade of the programme: three levels, their sums and gaps, from released tables alone."""

from datetime import date

import pytest

from core import tenancy
from core.ledger.models import Member
from dashboards.metropolis import releasing
from indicators.facts.tasks import publish_tenant
from indicators.programme_targets import queries
from indicators.targets import operations
from tests import make
from tests.make import declared, programme_targets
from tests.make import targets as made
from tests.make.targets import PEOPLE, opened, saved

TOTAL = 3
DISABLED_TOTAL = 6


@pytest.fixture
def browser(metropolis, client_of):
    account = make.account("ola@example.org", "Ola Miotk", metropolis, "metropolitan_coordinator")
    return client_of(account, metropolis)


@pytest.fixture
def viewer(metropolis, client_of):
    account = make.account("iga@example.org", "Iga Szulc", metropolis, "metropolitan_viewer")
    return client_of(account, metropolis)


@pytest.fixture
def promised(alfa, coordinator):
    """Alfa set 400 for itself; one of its projects promised 220, the other nothing."""
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        made.targets(of=make.project(by=anna), by=anna)
        make.project(by=anna, title="Bez celu")
        operations.set_unit_targets(
            entries=[made.entry(None, None, 400)],
            valid_from=date(2026, 1, 1),
            reason="plan roczny",
            on=make.TODAY,
            by=anna,
        )
    publish_tenant(alfa)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        releasing.renew_totals()


def values(grid, place=TOTAL):
    return [row[place].value for row in grid.table.rows]


def test_the_three_levels_stand_beside_each_other_with_sums_and_gaps(browser, promised):
    programme_targets.targets(by=make.BY)

    page = browser.get("/cele/")

    programme, unit = page.context["grids"]
    # Set, sum of the units and the gap, sum of all projects and the gap, then the unit.
    assert values(programme) == [5000, 400, 4600, 220, 4780, 400]
    assert values(programme, DISABLED_TOTAL) == [1500, "NOT_SET", "NOT_SET", 110, 1390, "NOT_SET"]
    # Set, sum of the projects, the gap, then both projects.
    assert values(unit)[:3] == [400, 220, 180]
    assert sorted(map(str, values(unit)[3:])) == ["220", "NOT_SET"]
    text = page.content.decode()
    assert ": cel programu 5 000, projekty zapowiadają 220" in text
    assert "1 z 2" in text
    assert "1 z 2 nie ma łącznego celu i nie wchodzi do sumy." in text
    assert "strategia programu" in text


def test_a_programme_without_targets_is_not_set_and_its_gap_unknown(browser, promised):
    programme, _unit = browser.get("/cele/").context["grids"]

    assert values(programme)[:3] == ["NOT_SET", 400, "NOT_SET"]


def test_before_anybody_set_anything_the_page_says_so(browser):
    page = browser.get("/cele/")

    assert page.status_code == 200
    assert page.context["grids"] == []


def test_the_coordinator_sets_targets_of_the_programme_on_the_page(browser):
    typed = {
        f"{PEOPLE}_total": "5 000",
        f"{PEOPLE}_DISABLED_total": "5001",
        "valid_from": "01.01.2026",
        "ground": "uchwała zarządu",
    }
    refused = saved(browser, "/cele/ustal/", typed)
    assert list(refused.context["form"].errors) == [f"{PEOPLE}_DISABLED_total"]

    answer = saved(browser, "/cele/ustal/", {**typed, f"{PEOPLE}_DISABLED_total": "1 500"})

    assert answer["Location"] == "/cele/"
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        held = queries.entries_in(None, on=date(2026, 1, 1))
    assert (held[PEOPLE, ""].total, held[PEOPLE, "DISABLED"].total) == (5000, 1500)


def test_a_missing_ground_hides_no_wrong_sum(browser):
    typed = {
        f"{PEOPLE}_total": "5000",
        f"{PEOPLE}_women": "4000",
        f"{PEOPLE}_men": "2000",
        f"{PEOPLE}_DISABLED_total": "5001",
        "valid_from": "01.01.2026",
        "ground": "",
    }

    refused = saved(browser, "/cele/ustal/", typed)

    wrong = {f"{PEOPLE}_total", f"{PEOPLE}_DISABLED_total", "ground"}
    assert set(refused.context["form"].errors) == wrong


def test_of_two_who_set_the_programme_at_once_the_later_is_told_by_whom(
    browser, metropolis, client_of
):
    role = "metropolitan_coordinator"
    iga = client_of(make.account("iga@example.org", "Iga Szulc", metropolis, role), metropolis)
    own = {"valid_from": "01.01.2026", "ground": "uchwała"}
    page = opened(browser, "/cele/ustal/")
    saved(iga, "/cele/ustal/", {f"{PEOPLE}_total": "5000", **own})

    told = browser.post("/cele/ustal/", page | {f"{PEOPLE}_total": "4000", **own})

    assert told.status_code == 200
    assert "Iga Szulc" in told.content.decode()
    assert queries.entries_in(None, on=date(2026, 1, 1))[PEOPLE, ""].total == 5000


def test_every_form_of_targets_can_be_sent(browser):
    """The client of the tests asks for no token; a browser's form without one goes nowhere."""
    for page in ("/cele/ustal/", "/cele/okresy/nowy/"):
        assert "csrfmiddlewaretoken" in browser.get(page).content.decode(), page


def test_a_plan_of_a_period_is_chosen_by_its_days(browser, promised):
    plan = {"name": "Rok 2026", "starts_on": "01.01.2026", "ends_on": "31.12.2026"}
    saved(browser, "/cele/okresy/nowy/", {**plan, f"{PEOPLE}_total": "700", "source": "plan"})

    page = browser.get("/cele/?okres=2026-01-01_2026-12-31")

    assert values(page.context["grids"][0])[0] == 700
    (period,) = queries.periods()
    saved(
        browser, f"/cele/okresy/{period.pk}/", {**plan, f"{PEOPLE}_total": "800", "source": "plan"}
    )
    assert values(browser.get("/cele/?okres=2026-01-01_2026-12-31").context["grids"][0])[0] == 800
    browser.post(f"/cele/okresy/{period.pk}/wycofaj/")
    assert not queries.periods().exists()


def test_whoever_only_looks_sees_the_cascade_and_sets_nothing(viewer, promised):
    page = viewer.get("/cele/")

    assert page.status_code == 200
    assert "/cele/ustal/" not in page.content.decode()
    assert viewer.get("/cele/ustal/").status_code == 403
    assert viewer.post("/cele/okresy/nowy/", {}).status_code == 403


def test_what_units_declared_stands_below_the_targets_of_its_indicator(browser, alfa, coordinator):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        declared.declared(7, of=make.project(by=anna), by=anna)
    publish_tenant(alfa)
    own = {"valid_from": "01.01.2026", "ground": "uchwała"}
    saved(browser, "/cele/ustal/", {f"{declared.OBJECTS}_total": "10", **own})

    page = browser.get(f"/cele/?wskaznik={declared.OBJECTS}")

    assert "protokół odbioru 3/2026" in page.content.decode()
    assert "Zadeklarowane ręcznie" in page.content.decode()
