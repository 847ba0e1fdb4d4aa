"""A new coordinator enters two real projects of Kartuzy from nothing, through the pages alone."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from core import tenancy
from core.ledger.models import AuditEvent
from indicators.targets.models import Target
from projects.agreements import parts, queries, rules
from projects.agreements.models import Project, ProjectDraft, RevitalisationArea, TargetGroup
from tests import make
from tests.make import agreements

ADD = "/projekty/nowy/"
CENTRE = (
    "Dworcowa 1-15 nieparzyste\nDworcowa 2–20 parzyste\nul. Rynek\n"
    "gen. Józefa Hallera 1-20\n3 Maja 1-9a\nKościerska od 10"
)


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


class Steps:
    """A person at the wizard: types into one step after another and presses a button."""

    def __init__(self, browser: Client, **begin: Any) -> None:
        self.browser = browser
        answer = browser.post(ADD, begin)
        assert answer.status_code == 302
        self.address = answer["Location"].removesuffix("umowa/")

    def type(self, step: str, go: str = "next", **typed: Any) -> Any:
        """Fill in the step as the page shows it, with these boxes changed."""
        first = self.browser.get(f"{self.address}{step}/").context["form"]
        shown = {name: first[name].value() for name in first.fields}
        kept = {n: _sent(v) for n, v in shown.items() if v not in (None, "", False, [])}
        rows = getattr(first, "rows", None) or getattr(first, "count", "")
        data = {"rows": rows, **kept, **typed, "go": go}
        return self.browser.post(f"{self.address}{step}/", data)

    def save(self) -> Any:
        return self.browser.post(f"{self.address}sprawdz/")


def _sent(value: Any) -> Any:
    return "on" if value is True else value


def _enter_kis(browser: Client, **group: Any) -> Steps:
    """KIS: residents of revitalised area no. 1 "Centrum", 153 people, EU 1 949 999,88 zł."""
    steps = Steps(browser)
    steps.type(
        "umowa",
        title="Klub Integracji Społecznej (ZIT)",
        fund="RPO_WP",
        measure="6.1.1",
        rule_set="P2014",
        starts_on="1.01.2018",
        ends_on="31.12.2020",
        leader_name="Gmina Kartuzy",
        implementing_unit="GOPS w Kartuzach",
    )
    steps.type("pieniadze", eu_amount="1 949 999,88")
    steps.type(
        "partnerzy",
        kind_0="gmina",
        name_1="Spółdzielnia Socjalna Pasja",
        kind_1="social_cooperative",
        name_2="Biblioteka Publiczna w Kartuzach",
        kind_2="public_body",
    )
    steps.type("zadania")
    steps.type("dla-kogo", reintegration_unit="KIS", **group)
    steps.type("kalendarz")
    assert steps.save().status_code == 302
    return steps


def _enter_centre(browser: Client) -> None:
    browser.post(
        "/projekty/obszary/nowy/",
        {
            "name": "nr 1 „Centrum”",
            "gmina": agreements.KARTUZY,
            "place": "Kartuzy",
            "source": "Uchwała Rady Miejskiej w Kartuzach",
            "valid_from": "1.12.2016",
            "lines": CENTRE,
        },
    )


def _ids() -> dict[str, Any]:
    return {
        "area": RevitalisationArea.objects.get().pk,
        "kis": Project.objects.get(title__endswith="(ZIT)").pk,
    }


def _enter_kis_2(browser: Client, *, area: Any, kis: Any) -> Any:
    """Text B, as its card has it; the money was not published, so it is invented here."""
    steps = Steps(browser)
    steps.type(
        "umowa",
        title="Klub Integracji Społecznej II",
        edition_no="2",
        fund="RPO_WP",
        measure="6.1.1",
        rule_set="P2014",
        starts_on="1.01.2021",
        ends_on="30.06.2023",
        leader_name="Gmina Kartuzy",
        implementing_unit="GOPS w Kartuzach",
    )
    steps.type(
        "pieniadze",
        total_amount="3 058 823,53",
        eu_amount="2 600 000,00",
        own_cash_amount="158 823,53",
        own_benefits_amount="300 000",
    )
    steps.type(
        "partnerzy",
        kind_0="gmina",
        name_1="Spółdzielnia Socjalna Pasja w Kartuzach",
        kind_1="social_cooperative",
        task_1="aktywizacja zawodowa; wybrana w konkursie, wpis do rejestru instytucji szkoleniowych",
    )
    steps.type(
        "zadania",
        task_1="Aktywizacja społeczna w KIS",
        budget_1="900 000",
        part_1_0="900 000",
        task_2="Aktywizacja zawodowa",
        budget_2="1 200 000",
        part_2_1="1 200 000",
        task_3="Uniwersytet rodzinny i wsparcie towarzyszące: catering, opieka nad dziećmi, NNW",
        budget_3="558 823,53",
        part_3_0="500 000",
        part_3_1="58 823,53",
    )
    steps.type(
        "dla-kogo",
        reintegration_unit="KIS",
        premises_required_count="2",
        disability_count="110",
        food_aid="SHARE",
        food_aid_percent="100",
        food_aid_wording="100% osób korzystających z PO PŻ",
        general_social="34",
        general_employment="22",
        hardest_social="34",
        hardest_employment="12",
        gminas=[agreements.KARTUZY],
        revitalisation_side="OUTSIDE",
        revitalisation_area=area,
        complementary_project=kis,
    )
    steps.type("kalendarz", claim_every_months="3", claim_due_days="10", final_claim_due_days="30")
    return steps.save()


def test_both_projects_of_kartuzy_are_entered_from_nothing(browser, alfa):
    _enter_centre(browser)
    with tenancy.inside(alfa):
        area = RevitalisationArea.objects.get().pk
    _enter_kis(browser, revitalisation_side="INSIDE", revitalisation_area=area)
    with tenancy.inside(alfa):
        ids = _ids()

    saved = _enter_kis_2(browser, **ids)
    targets = {
        "PEOPLE_AT_RISK_women": "150",
        "PEOPLE_AT_RISK_men": "70",
        "PEOPLE_AT_RISK_total": "220",
        "PEOPLE_WITH_DISABILITIES_women": "70",
        "PEOPLE_WITH_DISABILITIES_men": "40",
        "PEOPLE_WITH_DISABILITIES_total": "110",
    }
    form = browser.get(saved["Location"]).context["form"]
    names = {name: value for name, value in targets.items() if name in form.fields}
    hidden = {field.html_name: field.value() for field in form.hidden_fields()}
    answer = browser.post(saved["Location"], hidden | names)

    assert names == targets
    assert answer.status_code == 302
    with tenancy.inside(alfa):
        _holds_what_the_card_says(Project.objects.get(edition_no=2))
        assert not ProjectDraft.objects.exists()


def _holds_what_the_card_says(project: Project) -> None:
    assert project.own_amount == Decimal("458823.53")
    assert project.own_benefits_amount == Decimal("300000.00")
    grid = queries.task_grid(project)
    assert [partner.is_leader for partner in grid.partners] == [True, False]
    assert grid.by_partner == [Decimal("1400000.00"), Decimal("1258823.53")]
    assert grid.outside_tasks == Decimal("400000.00")
    group = queries.target_group_of(project)
    assert (group.premises_required_count, group.disability_count) == (2, 110)
    assert group.complementary_project.title == "Klub Integracji Społecznej (ZIT)"
    planned = {t.definition_code: t.total_count for t in Target.objects.filter(project=project)}
    assert planned == {"PEOPLE_AT_RISK": 220, "PEOPLE_WITH_DISABILITIES": 110}
    _asks_what_the_card_asks(project, group)


def _asks_what_the_card_asks(project: Project, group: TargetGroup) -> None:
    figures = queries.figures_of([project])[project.pk]
    needed = {(q.kind, q.group): q.quota.needed for q in queries.quotas_of(group, figures)}
    assert needed["food_aid", ""] == 220
    assert needed["social", "GENERAL"] == 75
    assert needed["employment", "GENERAL"] == 49
    # Nobody said how many of the 220 are the hardest hit: percent without whole people.
    assert needed["employment", "HARDEST"] is None
    at_home = rules.Address(street="ul. Dworcowa 13a/2", gmina=agreements.KARTUZY, place="Kartuzy")
    assert queries.side_for(project, at_home, on=date(2021, 1, 1)).side == "INSIDE"
    assert len(parts.group_sentences(group)) == 8


def test_the_page_of_the_second_project_says_whom_it_is_for(browser, alfa):
    _enter_centre(browser)
    _enter_kis(browser)
    with tenancy.inside(alfa):
        ids = _ids()
    _enter_kis_2(browser, **ids)

    with tenancy.inside(alfa):
        project = Project.objects.get(edition_no=2)
    page = browser.get(f"/projekty/{project.pk}/").content.decode()
    other = browser.get(f"/projekty/{ids['kis']}/").content.decode()

    assert "100% osób korzystających z PO PŻ" in page
    assert "nr 1 „Centrum”" in page
    assert "Spółdzielnia Socjalna Pasja w Kartuzach" in page
    # The pair is said on both pages.
    assert "Klub Integracji Społecznej II" in other


def test_money_that_does_not_add_up_stops_its_own_step_and_stays_typed(browser, alfa):
    steps = Steps(browser)

    page = steps.type(
        "pieniadze", total_amount="100", eu_amount="85", state_amount="0", own_amount="14,99"
    )

    assert page.status_code == 200
    assert 'href="#id_total_amount"' in page.content.decode()
    again = browser.get(f"{steps.address}pieniadze/").content.decode()
    assert 'value="14,99"' in again


def test_own_contribution_that_differs_from_its_forms_is_refused(browser):
    page = Steps(browser).type("pieniadze", own_amount="100", own_benefits_amount="99,99")

    assert 'href="#id_own_amount"' in page.content.decode()


def test_nothing_is_a_project_until_the_end_and_every_gap_is_named(browser, alfa):
    steps = Steps(browser)
    steps.type("umowa", title="Nowa droga", go="later")

    page = steps.save().content.decode()

    assert f"{steps.address}umowa/?popraw=tak" in page
    with tenancy.inside(alfa):
        assert not Project.objects.exists()
        assert AuditEvent.objects.filter(verb="entered a project").count() == 0


def test_a_draft_is_taken_up_where_it_was_left(browser):
    steps = Steps(browser)
    steps.type("umowa", title="Żółta łódź", go="later")
    steps.type("kalendarz", claim_every_months="3", go="later")

    door = browser.get(ADD).content.decode()

    assert "Żółta łódź" in door
    assert f"{steps.address}kalendarz/" in door


def test_a_partner_more_gives_a_row_more_and_keeps_the_others(browser):
    steps = Steps(browser)

    steps.type("partnerzy", go="more", kind_0="gmina", name_1="Pasja", kind_1="ngo")
    page = browser.get(f"{steps.address}partnerzy/").content.decode()

    assert 'value="Pasja"' in page
    assert 'name="name_3"' in page
    assert 'name="name_4"' not in page


def test_rows_that_no_page_sent_are_no_error(browser):
    steps = Steps(browser)
    typed = {"rows": "9" * 5000, "name_²": "Pasja", "name_99999": "Pasja", "kind_0": "gmina"}

    answer = browser.post(f"{steps.address}partnerzy/", typed)

    assert answer.status_code == 302
    assert 'name="name_3"' not in browser.get(f"{steps.address}partnerzy/").content.decode()


def test_a_wrong_nip_is_shown_at_its_own_row(browser):
    page = Steps(browser).type(
        "partnerzy", kind_0="gmina", name_2="Pasja", kind_2="ngo", nip_2="123-456-78-90"
    )

    assert 'href="#id_nip_2"' in page.content.decode()


def test_tasks_beyond_the_total_value_are_refused_before_the_end(browser):
    steps = Steps(browser)
    steps.type("umowa", leader_name="Gmina Alfa", go="later")
    steps.type("pieniadze", total_amount="100", eu_amount="85", own_amount="15")

    page = steps.type("zadania", task_1="Aktywizacja", budget_1="100,01")

    assert page.status_code == 200
    assert "0,01" in page.content.decode()


def test_an_earlier_edition_gives_its_partners_and_rules_and_not_its_number_and_money(
    browser, alfa
):
    _enter_centre(browser)
    with tenancy.inside(alfa):
        area = RevitalisationArea.objects.get().pk
    _enter_kis(browser, revitalisation_side="INSIDE", revitalisation_area=area)
    with tenancy.inside(alfa):
        kis = _ids()["kis"]

    steps = Steps(browser, earlier_edition=kis)
    first = browser.get(f"{steps.address}umowa/").context["form"]
    partners = browser.get(f"{steps.address}partnerzy/").content.decode()
    steps.type("umowa", starts_on="1.01.2021", ends_on="30.06.2023")
    for step in ("pieniadze", "partnerzy", "zadania", "dla-kogo", "kalendarz"):
        assert steps.type(step).status_code == 302
    assert steps.save().status_code == 302

    assert first["title"].value() == "Klub Integracji Społecznej (ZIT)"
    assert first["starts_on"].value() is None
    assert "Biblioteka Publiczna w Kartuzach" in partners
    with tenancy.inside(alfa):
        second = Project.objects.get(edition_no=2)
        assert second.eu_amount is None
        assert queries.target_group_of(second).revitalisation_side == "INSIDE"
        assert second.partners.count() == 3


def test_an_area_is_entered_on_the_way_and_the_draft_waits(browser):
    steps = Steps(browser)

    away = steps.type("dla-kogo", go="area", premises_required_count="2")
    door = browser.get(away["Location"])
    back = browser.post(
        away["Location"],
        {
            "name": "nr 1 „Centrum”",
            "gmina": agreements.KARTUZY,
            "source": "Uchwała",
            "valid_from": "1.12.2016",
            "lines": CENTRE,
        },
    )

    assert f"{steps.address}dla-kogo/" in door.content.decode()
    assert back["Location"] == f"{steps.address}dla-kogo/"
    page = browser.get(back["Location"])
    assert page.context["form"]["premises_required_count"].value() == "2"
    assert "nr 1 „Centrum”" in page.content.decode()


def test_a_second_click_on_save_makes_no_second_project(browser, alfa):
    _enter_centre(browser)
    steps = _enter_kis(browser)

    again = steps.save()

    assert again.status_code == 404
    with tenancy.inside(alfa):
        assert Project.objects.count() == 1


def test_a_colleagues_draft_is_not_opened_but_named(browser, client_of, alfa):
    steps = Steps(browser)
    ola = client_of(make.account("ola@example.org", "Ola Miotk", alfa, "coordinator"), alfa)

    answer = ola.get(f"{steps.address}umowa/", follow=True)

    assert answer.redirect_chain[-1][0] == ADD
    assert "Anna Lis" in answer.content.decode()


def test_a_discarded_draft_is_gone_and_only_a_post_discards(browser, alfa):
    steps = Steps(browser)

    browser.get(f"{steps.address}odrzuc/")
    with tenancy.inside(alfa):
        assert ProjectDraft.objects.exists()
    browser.post(f"{steps.address}odrzuc/")

    with tenancy.inside(alfa):
        assert not ProjectDraft.objects.exists()


def test_a_case_worker_does_not_begin_a_project(client_of, alfa):
    worker = make.account("jan@example.org", "Jan Hinc", alfa, "case_worker")

    assert client_of(worker, alfa).post(ADD).status_code == 403
