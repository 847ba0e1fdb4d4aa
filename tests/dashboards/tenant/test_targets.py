"""The page of a project's targets: set, changed, refused, and what stays marked as made up."""

import re
from datetime import date

import pytest

from core import tenancy
from core.days import today
from core.ledger.models import AuditEvent, Member
from core.permissions import System, TenantRole
from dashboards.targets.forms import offered
from indicators.definitions.queries import definitions
from indicators.facts import tasks as publishing
from indicators.targets import operations, queries
from indicators.targets.entries import TargetEntry
from projects.agreements.operations import begin_draft
from tenants import operations as tenants
from tests import make
from tests.make import agreements, declared
from tests.make.targets import opened, plan, saved

PEOPLE = "PEOPLE_AT_RISK"


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def club(alfa, coordinator):
    """A project of one woman, without targets; published."""
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        project = make.project(by=anna)
        make.participation(by=anna, of=project)
    publishing.publish_tenant(alfa)
    return project


@pytest.fixture
def promised(alfa, club):
    """The same project with targets, half of them made up."""
    with tenancy.inside(alfa):
        entries = [
            TargetEntry(
                definition_code=PEOPLE,
                total=220,
                women=150,
                men=70,
                invented=("women", "men", "total"),
            ),
            TargetEntry(definition_code="EMPLOYED_AFTER", total=40, invented=("total",)),
        ]
        operations.set_targets(project=club, entries=entries, by=System("demo"))
    return club


def address(project) -> str:
    return f"/projekty/{project.pk}/cele/"


def typed(**counts: str) -> dict[str, str]:
    """What is typed for the indicator of people, in the boxes named."""
    return {f"{PEOPLE}_{cell}": count for cell, count in counts.items()}


def kept(alfa) -> dict[str, TargetEntry]:
    """What holds of all the people of each indicator."""
    with tenancy.inside(alfa):
        rows = queries.in_force().filter(subset="", period=None)
        return {row.definition_code: row.as_entry() for row in rows}


def test_targets_are_set_and_an_empty_total_is_the_sum(browser, alfa, club):
    answer = saved(browser, address(club), typed(women="1 150", men="70", total=""))

    assert answer["Location"] == f"/projekty/{club.pk}/"
    (target,) = kept(alfa).values()
    assert (target.women, target.men, target.total) == (1150, 70, 1220)
    with tenancy.inside(alfa):
        recorded = AuditEvent.objects.get(verb="set targets")
        assert (recorded.subject_id, recorded.fields) == (club.pk, [PEOPLE])
    history = browser.get(f"/projekty/{club.pk}/historia/").content.decode()
    assert "Osoby zagrożone ubóstwem lub wykluczeniem" in history
    assert PEOPLE not in history


def test_zero_is_a_target_and_an_empty_box_is_none(browser, alfa, club):
    saved(browser, address(club), {**typed(women="0"), "EMPLOYED_AFTER_total": ""})

    (target,) = kept(alfa).values()
    assert (target.women, target.men, target.total) == (0, None, None)


def test_what_is_reached_stands_beside_each_target(browser, promised):
    page = browser.get(address(promised))

    form = page.context["form"]
    assert form[f"{PEOPLE}_women"].help_text.endswith(" 1")
    assert form[f"{PEOPLE}_men"].help_text.endswith(" 0")
    assert f'name="{PEOPLE}_women" value="150"' in page.content.decode()


def test_the_indicators_stand_in_the_order_of_the_programme(browser, club):
    page = browser.get(address(club))

    offered = [one.code for one in page.context["form"].offered]
    known = [code for code, one in definitions().items() if one.kind != "rate"]
    assert offered == [code for code in known if code in set(offered)]
    assert offered[0] == PEOPLE
    assert {PEOPLE, "EMPLOYED_AFTER", "QUALIFICATION_GAINED"} <= set(offered)


def test_a_target_of_another_budget_period_is_not_lost(inside_alfa):
    project = make.project(by=inside_alfa)
    entry = TargetEntry(definition_code="SEEKING_WORK", total=9)
    operations.set_targets(project=project, entries=[entry], by=inside_alfa)
    known = definitions()
    known["SEEKING_WORK"].rule_set = "P2014"

    codes = [one.code for one in offered(known, queries.entries_of(project), rule_set="P2021")]

    assert "SEEKING_WORK" in codes
    assert "SEEKING_WORK" not in [one.code for one in offered(known, {}, rule_set="P2021")]


def test_sums_that_do_not_agree_are_shown_at_their_indicator_and_nothing_is_saved(
    browser, alfa, promised
):
    page = saved(browser, address(promised), typed(women="150", men="70", total="221"))

    errors = page.context["form"].errors
    assert list(errors) == [f"{PEOPLE}_total"]
    assert "221" in errors[f"{PEOPLE}_total"][0]
    assert f'href="#id_{PEOPLE}_total"' in page.content.decode()
    assert f'id="id_{PEOPLE}_total_error"' in page.content.decode()
    assert kept(alfa)[PEOPLE].total == 220


@pytest.mark.parametrize("count", ["-1", "2,5", "dwa", "99999999999"])
def test_what_is_no_number_of_people_is_refused_at_its_box(browser, alfa, club, count):
    page = saved(browser, address(club), typed(women=count))

    assert list(page.context["form"].errors) == [f"{PEOPLE}_women"]
    assert not kept(alfa)


def test_only_what_stays_as_it_was_remains_made_up(browser, alfa, promised):
    changed = {
        **typed(women="160", men="70", total=""),
        "EMPLOYED_AFTER_total": "40",
        "reason": "źle przepisane",
    }

    saved(browser, address(promised), changed)

    targets = kept(alfa)
    assert targets[PEOPLE].invented == ("men",)
    assert targets["EMPLOYED_AFTER"].invented == ("total",)


def test_emptied_boxes_take_the_target_away(browser, alfa, promised):
    saved(
        browser, address(promised), {"EMPLOYED_AFTER_total": "40", "reason": "nie w tym projekcie"}
    )

    assert set(kept(alfa)) == {"EMPLOYED_AFTER"}


def test_whoever_may_not_change_projects_finds_no_page_and_no_button(client_of, alfa, promised):
    worker = client_of(make.account("jan@example.org", "Jan Hinc", alfa, "case_worker"), alfa)

    seen = worker.get(f"/projekty/{promised.pk}/")
    refused = worker.post(address(promised), typed(total="1"))

    assert seen.status_code == 200
    assert f'href="{address(promised)}"' not in seen.content.decode()
    assert refused.status_code == 404
    assert kept(alfa)[PEOPLE].total == 220


def test_the_page_of_a_project_leads_to_its_targets(browser, club, alfa):
    page = f"/projekty/{club.pk}/"
    without = browser.get(page).content.decode()
    saved(browser, address(club), typed(men="7"))
    with_one = browser.get(page)

    assert f'href="{address(club)}"' in without
    assert f'href="{address(club)}"' in with_one.content.decode()
    assert with_one.context["figures"].has_targets


def test_the_targets_come_next_after_a_project_is_entered(browser, alfa, coordinator):
    agreement = {
        "title": ["Nowa droga"],
        "fund": ["FEP"],
        "rule_set": ["P2021"],
        "starts_on": ["01.09.2025"],
        "ends_on": ["31.12.2027"],
        "leader_name": ["Gmina Alfa"],
    }
    with tenancy.inside(alfa):
        draft = begin_draft(
            answers={"umowa": agreement, "partnerzy": {"kind_0": ["gmina"]}},
            by=Member.objects.get(account_id=coordinator.pk),
        )

    answer = browser.post(f"/projekty/nowy/{draft.pk}/sprawdz/", follow=True)

    assert answer.status_code == 200
    assert answer.request["PATH_INFO"].endswith("/cele/")


def test_a_coordinator_of_one_project_does_not_set_the_targets_of_another(
    client_of, alfa, promised
):
    other = make.account("ula@example.org", "Ula Bork")
    with tenancy.inside(alfa):
        own = make.project(by=System("test"), title="Nowa droga")
    tenants.grant(
        account=other, tenant=alfa, role=TenantRole.COORDINATOR, project_id=own.pk, by=make.BY
    )
    ula = client_of(other, alfa)

    assert ula.get(address(own)).status_code == 200
    assert ula.post(address(promised), typed(total="1")).status_code == 404


def test_a_changed_number_asks_by_what_it_changes_and_saves_with_an_amendment(
    browser, alfa, promised, coordinator
):
    changed = {**typed(women="160", men="70", total=""), "EMPLOYED_AFTER_total": "40"}
    refused = saved(browser, address(promised), changed)
    assert list(refused.context["form"].errors) == ["reason"]
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        amendment = agreements.amendment(of=promised, by=anna)

    answer = saved(browser, address(promised), {**changed, "amendment": str(amendment.pk)})

    assert answer.status_code == 302
    assert kept(alfa)[PEOPLE].total == 230
    history = browser.get(f"{address(promised)}historia/").content.decode()
    assert "Aneks nr 1 z 02.02.2026" in history
    assert "150" in history
    assert "160" in history


def test_a_subset_is_typed_beside_its_whole_and_refused_above_it(browser, alfa, club):
    whole = typed(women="150", men="70")
    page = saved(
        browser,
        address(club),
        {**whole, f"{PEOPLE}_DISABLED_women": "70", f"{PEOPLE}_DISABLED_men": "71"},
    )
    assert list(page.context["form"].errors) == [f"{PEOPLE}_DISABLED_total"]
    assert "71 mężczyzn to więcej niż wszyscy mężczyźni: 70." in page.content.decode()

    saved(
        browser,
        address(club),
        {**whole, f"{PEOPLE}_DISABLED_women": "70", f"{PEOPLE}_DISABLED_men": "40"},
    )

    with tenancy.inside(alfa):
        entry = queries.entries_of(club)[PEOPLE, "DISABLED"]
    assert (entry.women, entry.men, entry.total) == (70, 40, 110)


def test_a_plan_of_a_period_is_entered_changed_and_withdrawn(browser, alfa, promised):
    facts = {"name": "I półrocze", "starts_on": "01.01.2026", "ends_on": "30.06.2026"}
    saved(browser, f"{address(promised)}okresy/nowy/", {**facts, **typed(women="30", men="20")})
    with tenancy.inside(alfa):
        (period,) = queries.periods_of(promised)
        assert queries.entries_of(promised, period)[PEOPLE, ""].total == 50
    plan = f"/cele/okresy/{period.pk}/"
    assert 'value="30"' in browser.get(plan).content.decode()

    saved(browser, plan, {**facts, "name": "Wiosna", **typed(women="40", men="20")})

    assert "Wiosna" in browser.get(address(promised)).content.decode()
    assert kept(alfa)[PEOPLE].total == 220
    browser.post(f"{plan}wycofaj/")
    assert "Wiosna" not in browser.get(address(promised)).content.decode()
    assert browser.get(plan).status_code == 404


def test_the_cascade_sets_the_unit_beside_the_sum_of_its_projects(browser, alfa, promised):
    with tenancy.inside(alfa):
        make.project(by=System("test"), title="Bez celu")
    saved(
        browser,
        "/cele/ustal/",
        {**typed(total="300"), "valid_from": "01.01.2026", "ground": "strategia gminy"},
    )

    page = browser.get("/cele/")

    (grid,) = page.context["grids"]
    totals = [row[3].value for row in grid.table.rows]
    assert totals == [300, 220, 80, "NOT_SET", 220] or totals == [300, 220, 80, 220, "NOT_SET"]
    text = page.content.decode()
    assert "1 z 2" in text
    assert "nie ustalono" in text
    assert "strategia gminy" in browser.get("/cele/historia/").content.decode()


def test_the_cascade_opens_on_this_year_and_names_who_set_nothing(browser, alfa, promised):
    year = today().year
    days = {"starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31)}
    lasting = {"starts_on": date(year, 1, 1), "ends_on": date(year + 1, 12, 31)}
    over = {"starts_on": date(2017, 1, 1), "ends_on": date(2018, 12, 31)}
    by = System("test")
    with tenancy.inside(alfa):
        planned = make.project(by=by, title="Z planem", **lasting)
        make.project(by=by, title="Bez planu", **lasting)
        make.project(by=by, title="Dawno po wszystkim", **over)
        plan(of=planned, by=by, name=f"Rok {year}", **days)

    page = browser.get("/cele/")

    (grid,) = page.context["grids"]
    shown = [row[0].value for row in grid.table.rows[grid.own_lines :]]
    assert {"Z planem", "Bez planu"} <= set(shown)
    assert "Dawno po wszystkim" not in shown
    assert f"wykluczeniem, Rok {year}: " in page.context["finding"]
    assert any("Bez celu: " in note and "Bez planu" in note for note in grid.notes)
    assert "Dawno po wszystkim" in browser.get("/cele/?okres=koncowy").content.decode()


def test_whoever_sees_some_projects_gets_no_sum(client_of, alfa, promised):
    ula = make.account("ula@example.org", "Ula Bork")
    tenants.grant(
        account=ula, tenant=alfa, role=TenantRole.COORDINATOR, project_id=promised.pk, by=make.BY
    )
    browser = client_of(ula, alfa)

    (grid,) = browser.get("/cele/").context["grids"]

    assert [row[3].value for row in grid.table.rows] == [220]
    assert browser.get("/cele/ustal/").status_code == 403
    assert browser.get("/cele/historia/").status_code == 403


def test_every_form_of_targets_can_be_sent(browser, alfa, promised):
    """The client of the tests asks for no token; a browser's form without one goes nowhere."""
    own = address(promised)
    for page in (own, f"{own}okresy/nowy/", "/cele/ustal/", "/cele/okresy/nowy/"):
        assert "csrfmiddlewaretoken" in browser.get(page).content.decode(), page


def test_the_later_of_two_is_told_and_shown_both_numbers(browser, client_of, alfa, promised):
    ewa = client_of(make.account("ewa@example.org", "Ewa Konkel", alfa, "coordinator"), alfa)
    page = opened(browser, address(promised))
    saved(ewa, address(promised), {**typed(women="150", men="80"), "reason": "aneks w teczce"})

    mine = page | typed(women="150", men="75", total="225") | {"reason": "pomyłka"}
    told = browser.post(address(promised), mine)

    assert told.status_code == 200
    shown = told.content.decode()
    assert told.context["form"].comparison is not None
    assert "Ewa Konkel" in shown
    assert {"80", "75"} <= set(re.findall(r"</span>(\d+)", shown))
    assert kept(alfa)[PEOPLE].men == 80


def test_the_later_one_saves_what_was_chosen_box_by_box(browser, client_of, alfa, promised):
    ewa = client_of(make.account("ewa@example.org", "Ewa Konkel", alfa, "coordinator"), alfa)
    page = opened(browser, address(promised))
    changed = {"EMPLOYED_AFTER_total": "35", "reason": "aneks w teczce"}
    saved(ewa, address(promised), {**typed(women="150", men="70", total="220"), **changed})
    mine = page | typed(women="150", men="75", total="225") | {"reason": "pomyłka"}
    mine |= {"EMPLOYED_AFTER_total": "40"}

    asked = browser.post(address(promised), mine).context["form"]
    boxes = {field.name: field.chosen for field in asked.comparison.fields}
    chosen = {f"choice_{name}": said for name, said in boxes.items()}
    again = mine | {"seen": asked.comparison.seen, "compared": list(boxes)} | chosen
    answer = browser.post(address(promised), again)

    assert boxes == {
        f"{PEOPLE}_men": "mine",
        f"{PEOPLE}_total": "mine",
        "EMPLOYED_AFTER_total": "theirs",
    }
    assert answer.status_code == 302
    assert (kept(alfa)[PEOPLE].men, kept(alfa)["EMPLOYED_AFTER"].total) == (75, 35)


def test_an_amendment_withdrawn_meanwhile_is_noticed_too(browser, alfa, coordinator, promised):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        amendment = agreements.amendment(of=promised, by=anna)
        entry = TargetEntry(definition_code=PEOPLE, total=300)
        own = {"project": promised, "entries": [entry], "by": anna}
        operations.set_targets(amendment=amendment, **own)
    page = opened(browser, address(promised))
    with tenancy.inside(alfa):
        agreements.withdrawn(amendment, by=anna)

    told = browser.post(address(promised), page | typed(total="310") | {"reason": "pomyłka"})

    assert told.context["form"].comparison is not None


def test_of_two_who_plan_the_same_period_the_later_is_told(browser, alfa, promised):
    facts = {"name": "Wiosna", "starts_on": "01.03.2026", "ends_on": "31.05.2026"}
    saved(browser, f"{address(promised)}okresy/nowy/", {**facts, **typed(total="30")})
    with tenancy.inside(alfa):
        plan = f"/cele/okresy/{queries.periods_of(promised).get().pk}/"
    page = opened(browser, plan)
    saved(browser, plan, {**facts, "ends_on": "15.06.2026", **typed(total="30")})

    told = browser.post(plan, page | facts | typed(total="40"))

    assert told.context["form"].comparison is not None
    with tenancy.inside(alfa):
        assert queries.periods_of(promised).get().ends_on == date(2026, 6, 15)


def test_what_was_declared_stands_beside_the_targets_and_in_no_sum_of_them(browser, alfa, promised):
    with tenancy.inside(alfa):
        objects = TargetEntry(definition_code=declared.OBJECTS, total=10)
        operations.set_unit_targets(
            entries=[objects],
            valid_from=date(2026, 1, 1),
            reason="plan",
            on=make.TODAY,
            by=System("test"),
        )
        declared.declared(7, of=promised, by=System("test"))

    project = browser.get(address(promised)).content.decode()
    cascade = browser.get(f"/cele/?wskaznik={declared.OBJECTS}")
    other = browser.get(f"/cele/?wskaznik={PEOPLE}")

    assert "protokół odbioru 3/2026" in project
    assert "Reached: 7" not in project
    assert "protokół odbioru 3/2026" in cascade.content.decode()
    (grid,) = cascade.context["grids"]
    assert all(7 not in [getattr(cell, "value", cell) for cell in row] for row in grid.table.rows)
    assert "protokół odbioru 3/2026" not in other.content.decode()
