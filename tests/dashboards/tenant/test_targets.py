"""The page of a project's targets: set, changed, refused, and what stays marked as made up."""

from datetime import timedelta

import pytest

from core import tenancy
from core.days import today
from core.ledger.models import AuditEvent, Member
from core.permissions import System, TenantRole
from dashboards.tenant import queries
from indicators.facts import tasks as publishing
from indicators.targets import operations
from indicators.targets.models import Target
from indicators.targets.operations import TargetEntry
from projects.agreements.operations import begin_draft
from tenants import operations as tenants
from tests import make

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


def kept(alfa) -> dict[str, Target]:
    with tenancy.inside(alfa):
        return {target.definition_code: target for target in Target.objects.all()}


def test_targets_are_set_and_an_empty_total_is_the_sum(browser, alfa, club):
    answer = browser.post(address(club), typed(women="1 150", men="70", total=""))

    assert answer["Location"] == f"/projekty/{club.pk}/"
    (target,) = kept(alfa).values()
    assert (target.women_count, target.men_count, target.total_count) == (1150, 70, 1220)
    with tenancy.inside(alfa):
        recorded = AuditEvent.objects.get(verb="set targets")
        assert (recorded.subject_id, recorded.fields) == (club.pk, [PEOPLE])
    history = browser.get(f"/projekty/{club.pk}/historia/").content.decode()
    assert "Osoby zagrożone ubóstwem lub wykluczeniem" in history
    assert PEOPLE not in history


def test_zero_is_a_target_and_an_empty_box_is_none(browser, alfa, club):
    browser.post(address(club), {**typed(women="0"), "EMPLOYED_AFTER_total": ""})

    (target,) = kept(alfa).values()
    assert (target.women_count, target.men_count, target.total_count) == (0, None, None)


def test_what_is_reached_stands_beside_each_target(browser, promised):
    page = browser.get(address(promised))

    form = page.context["form"]
    assert form[f"{PEOPLE}_women"].help_text.endswith(" 1")
    assert form[f"{PEOPLE}_men"].help_text.endswith(" 0")
    assert f'name="{PEOPLE}_women" value="150"' in page.content.decode()


def test_the_indicators_stand_in_the_order_of_those_in_force(browser, club):
    page = browser.get(address(club))

    names = list(page.context["form"].fields)
    wanted = [one.definition.code for one in queries.definitions.in_force(on=today())]
    assert [name.removesuffix("_women") for name in names[::3]] == wanted


def test_a_target_whose_definition_is_not_in_force_is_not_lost(inside_alfa):
    long_ago = today() - timedelta(days=20_000)
    project = make.project(by=inside_alfa)
    entry = TargetEntry(definition_code="PATH_COMPLETED", total=9)
    operations.set_targets(project=project, entries=[entry], by=inside_alfa)

    shown = queries.promised(project.pk, on=long_ago)

    assert [(row.code, row.total.target) for row in shown] == [("PATH_COMPLETED", 9)]


def test_sums_that_do_not_agree_are_shown_at_their_indicator_and_nothing_is_saved(
    browser, alfa, promised
):
    page = browser.post(address(promised), typed(women="150", men="70", total="221"))

    errors = page.context["form"].errors
    assert list(errors) == [f"{PEOPLE}_total"]
    assert "221" in errors[f"{PEOPLE}_total"][0]
    assert f'href="#id_{PEOPLE}_total"' in page.content.decode()
    assert f'id="id_{PEOPLE}_total_error"' in page.content.decode()
    assert kept(alfa)[PEOPLE].total_count == 220


@pytest.mark.parametrize("count", ["-1", "2,5", "dwa", "99999999999"])
def test_what_is_no_number_of_people_is_refused_at_its_box(browser, alfa, club, count):
    page = browser.post(address(club), typed(women=count))

    assert list(page.context["form"].errors) == [f"{PEOPLE}_women"]
    assert not kept(alfa)


def test_only_what_stays_as_it_was_remains_made_up(browser, alfa, promised):
    changed = {**typed(women="160", men="70", total=""), "EMPLOYED_AFTER_total": "40"}

    browser.post(address(promised), changed)

    targets = kept(alfa)
    assert targets[PEOPLE].invented == ["men"]
    assert targets["EMPLOYED_AFTER"].invented == ["total"]


def test_emptied_boxes_take_the_target_away(browser, alfa, promised):
    browser.post(address(promised), {"EMPLOYED_AFTER_total": "40"})

    assert set(kept(alfa)) == {"EMPLOYED_AFTER"}


def test_whoever_may_not_change_projects_finds_no_page_and_no_button(client_of, alfa, promised):
    worker = client_of(make.account("jan@example.org", "Jan Hinc", alfa, "case_worker"), alfa)

    seen = worker.get(f"/projekty/{promised.pk}/")
    refused = worker.post(address(promised), typed(total="1"))

    assert seen.status_code == 200
    assert address(promised) not in seen.content.decode()
    assert refused.status_code == 404
    assert kept(alfa)[PEOPLE].total_count == 220


def test_the_page_of_a_project_leads_to_its_targets(browser, club, alfa):
    page = f"/projekty/{club.pk}/"
    without = browser.get(page).content.decode()
    browser.post(address(club), typed(men="7"))
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
