"""A unit is asked with one click, finds it in its day, answers by doing it, and nobody nags."""

from datetime import date, timedelta

import pytest

from core import tenancy
from core.days import today
from core.errors import NotAllowed
from core.ledger.models import Member
from dashboards.metropolis import releasing
from dashboards.watching import carrying, noting, operations
from dashboards.watching.models import UnitRequest, Warned
from dashboards.watching.rules import Kind
from indicators.facts.tasks import publish_tenant
from indicators.programme_periods.models import PeriodStanding
from projects.deadlines.models import ProgrammeRequest
from projects.deadlines.rules import Kind as Due
from tenants.models import Tenant
from tests import make
from tests.make import deadlines, periods, watching
from tests.make import targets as made


@pytest.fixture
def anna(alfa, coordinator) -> Member:
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


@pytest.fixture
def browser(metropolis, client_of):
    account = make.account("ola@example.org", "Ola Miotk", metropolis, "metropolitan_coordinator")
    return client_of(account, metropolis)


@pytest.fixture
def viewer(metropolis, client_of):
    account = make.account("iga@example.org", "Iga Szulc", metropolis, "metropolitan_viewer")
    return client_of(account, metropolis)


def published(alfa) -> None:
    publish_tenant(alfa)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        releasing.renew_totals()


@pytest.fixture
def project(alfa, anna):
    """Alfa's project began long ago; its targets are not entered, its period of March is open."""
    with tenancy.inside(alfa):
        found = make.project(by=anna)
        periods.period(of=found, by=anna)
    published(alfa)
    noting.renew(on=make.TODAY)
    return found


def warned(kind: Kind) -> Warned:
    return Warned.objects.get(kind=kind, ended_on=None)


def first_open(ended_on: date) -> None:
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        PeriodStanding.objects.update(first_open_ends_on=ended_on)


def in_the_day_of(anna, alfa) -> list:
    with tenancy.inside(alfa):
        return deadlines.of_kind(Due.PROGRAMME, anna, on=make.TODAY)


def test_one_click_puts_a_request_into_the_units_day(browser, alfa, anna, project):
    address = f"/ostrzezenia/{warned(Kind.PERIOD).pk}/popros/"

    assert browser.post(address, {"next": "/ostrzezenia/?powiat=2205"}).status_code == 302
    carrying.carry(on=make.TODAY)

    [item] = in_the_day_of(anna, alfa)
    assert (item.page, item.page_arguments) == ("periods:list", (project.pk,))
    assert item.facts["who"] == "Ola Miotk"
    assert "31.03.2026" in item.facts["matter"]


def test_nobody_is_asked_twice_for_one_matter(browser, alfa, anna, project):
    address = f"/ostrzezenia/{warned(Kind.PERIOD).pk}/popros/"
    browser.post(address)
    page = browser.post(address, follow=True)

    for _nth in range(2):
        carrying.carry(on=make.TODAY)

    assert UnitRequest.objects.count() == len(in_the_day_of(anna, alfa)) == 1
    assert "Gmina Alfa" in str(next(iter(page.context["messages"])))


def test_the_unit_answers_by_doing_it_and_both_see_when(
    browser, client_of, coordinator, alfa, anna, project
):
    operations.ask_unit(warned=warned(Kind.PERIOD), on=make.TODAY, by=make.BY)
    carrying.carry(on=make.TODAY)
    with tenancy.inside(alfa):
        periods.closed(project.settlement_periods.get(), by=anna)
    published(alfa)

    carrying.carry(on=make.TODAY + timedelta(days=3))

    assert in_the_day_of(anna, alfa) == []
    assert "24.11.2026" in browser.get("/prosby/").content.decode()
    own = client_of(coordinator, alfa).get("/terminy/prosby-programu/").content.decode()
    assert "24.11.2026" in own
    assert "31.03.2026" in own


def test_entered_targets_answer_the_request_for_them(alfa, anna, project):
    asked = operations.ask_unit(warned=warned(Kind.NO_TARGET), on=make.TODAY, by=make.BY)
    carrying.carry(on=make.TODAY)
    assert UnitRequest.objects.get(pk=asked.pk).is_open

    with tenancy.inside(alfa):
        made.targets(of=project, by=anna)
    published(alfa)
    carrying.carry(on=make.TODAY)

    assert not UnitRequest.objects.get(pk=asked.pk).is_open


def test_a_unit_with_another_name_is_as_late_as_before(alfa, project):
    watching.published(problem="ValueError")
    noting.renew(on=make.TODAY)
    asked = operations.ask_unit(warned=warned(Kind.LATE), on=make.TODAY, by=make.BY)

    watching.published(tenant_name="Gmina Nowa Alfa")
    carrying.carry(on=make.TODAY)
    assert UnitRequest.objects.get(pk=asked.pk).is_open

    watching.published(problem="")
    carrying.carry(on=make.TODAY)
    assert not UnitRequest.objects.get(pk=asked.pk).is_open


def test_what_is_withdrawn_meanwhile_stops_no_other_from_being_noted(project):
    withdrawn, done = (
        operations.ask_unit(warned=warned(kind), on=make.TODAY, by=make.BY)
        for kind in (Kind.PERIOD, Kind.NO_TARGET)
    )
    operations.withdraw_request(request=withdrawn, on=make.TODAY, by=make.BY)

    carrying.note([withdrawn, done], on=make.TODAY)

    assert UnitRequest.objects.get(pk=done.pk).answered_on == make.TODAY
    assert UnitRequest.objects.get(pk=withdrawn.pk).answered_on is None


def test_a_unit_whose_tables_are_broken_stops_no_other_from_being_told(alfa, beta, anna, project):
    first, second = (
        operations.ask_unit(warned=warned(kind), on=make.TODAY, by=make.BY)
        for kind in (Kind.PERIOD, Kind.NO_TARGET)
    )
    assert first.pk < second.pk
    UnitRequest.objects.filter(pk=first.pk).update(tenant=beta)
    Tenant.objects.filter(pk=beta.pk).update(schema_name="gone")

    carrying.carry(on=make.TODAY)

    assert len(in_the_day_of(anna, alfa)) == 1
    told = dict(UnitRequest.objects.values_list("pk", "told"))
    assert told == {first.pk: UnitRequest.Told.NOTHING, second.pk: UnitRequest.Told.OPEN}


def test_a_withdrawn_request_leaves_the_units_day(browser, alfa, anna, project):
    asked = operations.ask_unit(warned=warned(Kind.PERIOD), on=make.TODAY, by=make.BY)
    carrying.carry(on=make.TODAY)

    browser.post(f"/prosby/{asked.pk}/wycofaj/")
    carrying.carry(on=make.TODAY)

    assert in_the_day_of(anna, alfa) == []
    with tenancy.inside(alfa):
        assert ProgrammeRequest.objects.get().is_withdrawn


def test_a_viewer_may_not_ask(viewer, project):
    found = warned(Kind.PERIOD)

    assert viewer.post(f"/ostrzezenia/{found.pk}/popros/").status_code == 403
    assert b"/popros/" not in viewer.get("/ostrzezenia/").content


def test_what_no_unit_can_mend_here_is_not_asked_for(db):
    card = watching.released_project()
    watching.release({card.pk: 5})
    noting.renew(on=make.TODAY)

    with pytest.raises(operations.NothingToDo):
        operations.ask_unit(warned=warned(Kind.ENDING), on=make.TODAY, by=make.BY)


def test_the_last_day_is_ten_working_days_away(alfa, project):
    asked = operations.ask_unit(warned=warned(Kind.PERIOD), on=make.TODAY, by=make.BY)

    assert asked.wanted_by == date(2026, 12, 4)


def test_a_stranger_to_the_programme_may_not_ask(alfa, anna, project):
    with pytest.raises(NotAllowed):
        operations.ask_unit(warned=warned(Kind.PERIOD), on=make.TODAY, by=anna)


def test_the_page_of_periods_leads_to_where_a_late_unit_is_asked(browser, viewer, project):
    link = "/prosby/jednostka/?jednostka=Gmina+Alfa"
    first_open(today() - timedelta(days=60))

    assert link in browser.get("/okresy/").content.decode()
    assert link not in viewer.get("/okresy/").content.decode()

    text = browser.get(link).content.decode()
    assert f"/ostrzezenia/{warned(Kind.PERIOD).pk}/popros/" in text
    assert f"/ostrzezenia/{warned(Kind.NO_TARGET).pk}/popros/" in text


def test_what_was_asked_for_is_not_asked_for_again_there(browser, project):
    asked = warned(Kind.PERIOD)
    operations.ask_unit(warned=asked, on=make.TODAY, by=make.BY)

    page = browser.get("/prosby/jednostka/?jednostka=Gmina+Alfa")

    assert f"/ostrzezenia/{asked.pk}/popros/" not in page.content.decode()
    assert {one.kind for one in page.context["warnings"]} == {Kind.PERIOD, Kind.NO_TARGET}


@pytest.mark.parametrize("typed", ["", "?jednostka=", "?jednostka=Nikt", "?jednostka=" + "x" * 500])
def test_a_unit_that_nothing_is_missing_of_is_a_working_page(browser, project, typed):
    page = browser.get(f"/prosby/jednostka/{typed}")

    assert page.status_code == 200
    assert page.context["warnings"] == []


def test_a_warning_of_a_late_units_project_leads_to_where_it_is_asked(browser, alfa, project):
    """A pace that is judged from old figures may be no worse than its unit is late."""
    card = watching.released_project(ends_on=make.TODAY + timedelta(days=400))
    watching.release({card.pk: 20})
    noting.renew(on=make.TODAY)

    page = browser.get("/ostrzezenia/")

    behind = next(
        one for heap in page.context["heaps"] for one in heap.warnings if one.kind == Kind.BEHIND
    )
    assert behind.late_url == "/prosby/jednostka/?jednostka=Gmina+Alfa"
    assert behind.late_url in page.content.decode()


def test_a_powiat_that_is_late_is_called_as_on_the_map(alfa, project):
    Tenant.objects.filter(pk=alfa.pk).update(teryt_code="2205", kind="POWIAT")
    watching.published(problem="ValueError")
    noting.renew(on=make.TODAY)

    assert (warned(Kind.LATE).title, warned(Kind.LATE).subject) == ("powiat kartuski", "Gmina Alfa")


def test_a_gmina_that_is_late_keeps_its_own_name(alfa, project):
    watching.published(problem="ValueError")
    noting.renew(on=make.TODAY)

    assert warned(Kind.LATE).title == "Gmina Alfa"


def test_a_period_that_has_been_open_for_years_is_not_asked_for(browser, project):
    first_open(today() - timedelta(days=800))

    assert "/prosby/jednostka/" not in browser.get("/okresy/").content.decode()


def test_a_late_unit_is_asked_from_the_figures_that_lack_it(browser, project):
    watching.published(problem="ValueError")
    noting.renew(on=make.TODAY)
    link = 'href="/prosby/jednostka/?jednostka=Gmina+Alfa"'

    silent = [one for one in ("/", "/powiaty-i-miasta/") if link not in browser.get(one).text]

    assert silent == []
    asked = browser.get("/prosby/jednostka/?jednostka=Gmina+Alfa")
    assert Kind.LATE in {one.kind for one in asked.context["warnings"]}
