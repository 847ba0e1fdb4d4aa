"""The pages of one project's figures: what they show, to whom, and where each number leads."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from core import tenancy
from core.days import today
from core.ledger.models import Member
from dashboards.tenant import gaps, pace, parts_settlement
from dashboards.tenant.outlook import Cell, State
from dashboards.tenant.settling import Claims
from indicators.facts import tasks as publishing
from projects.participants.entries import OutcomeEntry
from tests import make
from tests.make import support as support_make
from tests.make import targets as targets_make


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def project(alfa, coordinator):
    """Two women began a year ago; the agreement promises forty women and ten men."""
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        began = today() - timedelta(days=365)
        found = make.project(by=anna, starts_on=began, ends_on=today() + timedelta(days=365))
        for family in ("Bigus", "Czaja"):
            make.participation(by=anna, of=found, family_name=family, pesel=None, started_on=began)
        entries = [targets_make.entry(40, 10, 50)]
        targets_make.targets(of=found, by=anna, entries=entries)
    publishing.publish_tenant(alfa)
    return found


@pytest.fixture
def viewer(client_of, alfa):
    return client_of(make.account("ewa@example.org", "Ewa Konkel", alfa, "viewer"), alfa)


@pytest.fixture
def case_worker(client_of, alfa):
    return client_of(make.account("jan@example.org", "Jan Konkel", alfa, "case_worker"), alfa)


def page_of(project, name=""):
    return f"/projekty/{project.pk}/postep/{name}"


def test_every_cell_of_the_agreement_is_a_promise_with_its_outlook(alfa, project):
    with tenancy.inside(alfa):
        rows = {row.promise.cell: row.outlook for row in pace.kept([project], on=today())}

    women = rows[Cell("PEOPLE_AT_RISK", "women")]
    assert (women.achieved, women.target, women.missing) == (2, 40, 38)
    assert women.state == State.UNKNOWN
    assert rows[Cell("PEOPLE_AT_RISK", "total")].achieved == 2


def test_the_plan_of_a_period_counts_what_came_in_its_own_months(alfa, coordinator, project):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        first = (today() - timedelta(days=60)).replace(day=1)
        targets_make.plan(of=project, by=anna, name="Teraz", starts_on=first, ends_on=today())
        rows = [row for row in pace.kept([project], on=today()) if row.promise.plan]

    assert rows
    assert all(row.outlook.achieved == 0 for row in rows)


def test_the_page_of_promises_says_what_is_missing_and_leads_to_each_figure(browser, project):
    page = browser.get(page_of(project) + "?co=PEOPLE_AT_RISK.women").content.decode()

    assert "brakuje 38 kobiet" in page
    assert f"/wskazniki/PEOPLE_AT_RISK/?projekt={project.pk}&amp;plec=F" in page


def test_an_address_that_asks_for_no_promise_gets_the_first(browser, project):
    asked = browser.get(page_of(project) + "?co=NIC.women")

    assert asked.status_code == 200
    assert asked.context["pace"].key == "pace"


def test_a_project_without_targets_is_told_to_set_them(browser, alfa, coordinator):
    with tenancy.inside(alfa):
        bare = make.project(by=Member.objects.get(account_id=coordinator.pk), title="Bez celów")

    page = browser.get(page_of(bare)).content.decode()

    assert 'class="empty"' in page
    assert f'href="/projekty/{bare.pk}/cele/"' in page


def test_without_a_sheet_the_page_of_support_teaches_where_to_begin(browser, project):
    page = browser.get(page_of(project, "wsparcie/")).content.decode()

    assert 'class="empty"' in page
    assert "Tu stanie obecność" in page


def test_attendance_is_the_share_of_marks_and_the_basket_has_its_hours(
    browser, alfa, coordinator, project
):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        service = support_make.service(of=project, by=anna)
        group = support_make.group(by=anna, of=service)
        people = list(project.participations.all())
        held_on = today() - timedelta(days=7)
        support_make.join(group, *people, by=anna, on=held_on)
        session = support_make.session(group, by=anna, held_on=held_on)
        support_make.mark(session, people[0], by=anna)
        support_make.mark(session, people[1], by=anna, mark="ABSENT")

    asked = browser.get(page_of(project, "wsparcie/"))

    assert "50%" in asked.context["finding"]
    (group_line,) = asked.context["groups"].rows
    assert group_line[-1] == 0.5
    *_areas, together = asked.context["basket"].table.rows
    assert together[-1] == session.hours


def test_money_and_the_estimate_are_for_whoever_sees_money(browser, case_worker, project):
    mine, theirs = (who.get(page_of(project, "rozliczenie/")) for who in (browser, case_worker))

    assert mine.context["exposed"]
    assert "money" not in theirs.context
    assert "exposed" not in theirs.context
    assert 'id="proportionality"' in mine.content.decode()
    assert 'id="proportionality"' not in theirs.content.decode()


def test_a_viewer_reads_numbers_and_finds_no_way_to_people(viewer, project):
    for name in ("", "wsparcie/", "rozliczenie/"):
        page = viewer.get(page_of(project, name))
        assert page.status_code == 200
        assert "/uczestnicy/" not in page.content.decode()
        assert "/postep/braki/" not in page.content.decode()
    assert viewer.get(page_of(project, "braki/bez-przeslanki/")).status_code == 404


def test_a_gap_lists_whom_it_is_about(browser, project):
    settlement = browser.get(page_of(project, "rozliczenie/")).content.decode()
    assert f"{page_of(project)}braki/bez-przeslanki/" in settlement

    listed = browser.get(page_of(project, "braki/bez-przeslanki/")).content.decode()

    assert "Bigus" in listed
    assert "Czaja" in listed


def test_whoever_has_two_outcomes_lacks_an_entry_once(alfa, coordinator, project):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        who = project.participations.first()
        outcomes = [
            OutcomeEntry(kind=kind, observed_on=today(), evidence=evidence)
            for kind, evidence in (("EMPLOYMENT", "CONTRACT"), ("QUALIFICATION", "CERTIFICATE"))
        ]
        entry = make.leave_entry(ended_on=today(), outcomes=tuple(outcomes))
        make.participants.leave(participation=who, entry=entry, version=1, on=today(), by=anna)

        assert gaps.counted(project, on=today())[gaps.Gap.NO_PREMISE] == 2


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({}, "nothing is missing"),
        ({gaps.Gap.NO_DECLARATION: 1}, "one paper is not noted"),
        (
            {gaps.Gap.NOT_BEGUN: 1, gaps.Gap.LATE: 2, gaps.Gap.NO_NOTICE: 4, gaps.Gap.NO_PROOF: 1},
            "3 entries are missing to count everybody, 5 papers are not noted",
        ),
    ],
)
def test_only_what_holds_somebody_back_is_missing_to_count_everybody(found, told):
    with translation.override("en"):
        said = parts_settlement.finding(Claims(None, has_any=False), found)

    assert said == f"No settlement period is set; {told}"


def test_a_promise_that_was_never_made_is_told(browser, project):
    page = browser.get(page_of(project) + "?co=zz")

    assert "„zz”" in page.text
    assert browser.get(page_of(project, "dane/tempo.csv") + "?co=zz").status_code == 404
    assert "„" not in browser.get(page_of(project) + "?co=PEOPLE_AT_RISK.women").text


def test_a_gap_that_nobody_knows_is_not_found(browser, project):
    assert browser.get(page_of(project, "braki/bez-sensu/")).status_code == 404


def test_the_start_page_begins_with_what_will_hardly_be_kept(browser, alfa, coordinator):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        began = today() - timedelta(days=400)
        found = make.project(by=anna, starts_on=began, ends_on=today() + timedelta(days=60))
        for number in range(8):
            make.participation(
                by=anna,
                of=found,
                family_name=f"Bigus{'abcdefgh'[number]}",
                pesel=None,
                started_on=began + timedelta(days=40 * number),
            )
        targets_make.targets(of=found, by=anna, entries=[targets_make.entry(400, 100, 500)])
    publishing.publish_tenant(alfa)

    page = browser.get("/")

    assert [line.project for line in page.context["trouble"]] == [str(found)]
    assert "brakuje" in page.context["trouble"][0].sentence
    assert page_of(found) in page.context["trouble"][0].url


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_table_of_a_pace_is_a_file_of_the_promise_asked_for(browser, project, ending):
    asked = browser.get(page_of(project, f"dane/tempo.{ending}") + "?co=PEOPLE_AT_RISK.women")

    assert asked.status_code == 200
    assert f"szansa-tempo.{ending}" in asked["Content-Disposition"]


def test_a_table_that_nobody_knows_is_not_found(browser, project):
    assert browser.get(page_of(project, "dane/nic.csv")).status_code == 404


def test_a_neighbour_has_no_such_project(client_of, project, beta):
    stranger = make.account("jan@beta.example", "Jan Beta", beta, "coordinator")

    assert client_of(stranger, beta).get(page_of(project)).status_code == 404


def test_what_is_drawn_until_today_is_the_sum_from_the_start(alfa, project):
    with tenancy.inside(alfa):
        (row,) = [
            one
            for one in pace.kept([project], on=date(2027, 1, 1))
            if one.promise.cell == Cell("PEOPLE_AT_RISK", "women")
        ]

    assert row.series.total == row.outlook.achieved
