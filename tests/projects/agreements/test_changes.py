"""Pages that change a project: amendments, partners, tasks, whom it is for, and the areas."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import tenancy
from core.ledger.models import Member
from projects.agreements import operations, queries
from projects.agreements.entries import PartEntry
from projects.agreements.models import PartnerTask, Project, RevitalisationArea, TargetGroup
from tests import make
from tests.make import agreements

NARROW_NO_BREAK = "\u202f"
AMENDED = {
    "title": "Klub Integracji Społecznej",
    "fund": "FEP",
    "rule_set": "P2021",
    "starts_on": "01.01.2025",
    "ends_on": "30.06.2028",
    "leader_name": "Gmina Alfa",
    "total_amount": "1 000 000",
    "eu_amount": "850 000",
    "state_amount": "0",
    "own_amount": "150 000",
    "claim_days_are_working": "on",
    "number": "1",
    "signed_on": "2.02.2026",
    "reason": "pandemia",
    "version": "1",
}


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def club(alfa, coordinator) -> Project:
    with tenancy.inside(alfa):
        return make.project(by=Member.objects.get(account_id=coordinator.pk))


@pytest.fixture
def anna(alfa, coordinator) -> Member:
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


def test_an_amendment_is_read_on_the_page_from_what_to_what(browser, club):
    answer = browser.post(f"/projekty/{club.pk}/aneks/", AMENDED)
    page = browser.get(f"/projekty/{club.pk}/").content.decode()

    assert answer.status_code == 302
    assert "31.12.2027" in page
    assert "<b>30.06.2028</b>" in page
    assert "pandemia" in page


def test_an_amendment_that_changes_nothing_is_asked_what_it_changes(browser, club, alfa):
    page = browser.post(f"/projekty/{club.pk}/aneks/", {**AMENDED, "ends_on": "31.12.2027"})

    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    with tenancy.inside(alfa):
        assert not Project.objects.get().amendments.exists()


def test_amounts_of_an_amendment_are_for_those_who_may_see_money(
    browser, club, alfa, anna, client_of
):
    money = {"total_amount": Decimal("1000100.00"), "own_amount": Decimal("150100.00")}
    with tenancy.inside(alfa):
        agreements.amendment(of=club, by=anna, **money)
    viewer = client_of(make.account("ewa@example.org", "Ewa Konkel", alfa, "viewer"), alfa)

    address = f"/projekty/{club.pk}/"

    assert "100,00" in browser.get(address).content.decode()
    assert "100,00" not in viewer.get(address).content.decode()
    assert "30.06.2028" in viewer.get(address).content.decode()


def test_a_withdrawn_amendment_leaves_the_page(browser, club, alfa, anna):
    with tenancy.inside(alfa):
        amendment = agreements.amendment(of=club, by=anna)
    address = f"/projekty/aneksy/{amendment.pk}/wycofaj/"

    asked = browser.get(address).content.decode()
    answer = browser.post(address, {"reason": "inny projekt", "version": "2"})

    assert "30.06.2028" in asked
    assert answer.status_code == 302
    with tenancy.inside(alfa):
        assert Project.objects.get().ends_on == date(2027, 12, 31)


def test_a_partner_is_added_corrected_and_removed(browser, club, alfa):
    typed = {"name": "Fundacja Przystań", "kind": "ngo", "nip": "123-456-32-18"}
    browser.post(f"/projekty/{club.pk}/nowy-partner/", typed)
    with tenancy.inside(alfa):
        partner = Project.objects.get().partners.get()
    address = f"/projekty/partnerzy/{partner.pk}/"

    browser.post(address, {**typed, "task": "praca z rodziną", "version": "1"})
    page = browser.get(f"/projekty/{club.pk}/").content.decode()
    browser.post(f"{address}usun/", {"reason": "odeszła", "version": "2"})

    assert "praca z rodziną" in page
    assert "1234563218" in page
    with tenancy.inside(alfa):
        assert not Project.objects.get().partners.exists()


def test_a_wrong_nip_of_a_partner_is_shown_at_its_field(browser, club):
    typed = {"name": "Fundacja Przystań", "kind": "ngo", "nip": "1234567890"}

    page = browser.post(f"/projekty/{club.pk}/nowy-partner/", typed).content.decode()

    assert 'href="#id_nip"' in page


def test_tasks_are_typed_in_a_grid_and_more_rows_lose_nothing(browser, club, alfa, anna):
    with tenancy.inside(alfa):
        partner = agreements.partner(of=club, by=anna)
    address = f"/projekty/{club.pk}/zadania/"
    typed = {"version": "2", "rows": "4", "task_2": "Aktywizacja"}
    typed[f"part_2_{partner.pk}"] = "100 000"

    wider = browser.post(address, {**typed, "go": "more"}).content.decode()
    saved = browser.post(address, {**typed, "go": "save"})

    assert 'value="Aktywizacja"' in wider
    assert 'name="task_7"' in wider
    assert saved.status_code == 302
    with tenancy.inside(alfa):
        (line,) = queries.task_grid(Project.objects.get()).lines
        assert (line.task.number, line.parts) == (2, [Decimal("100000.00")])


def test_two_who_type_tasks_at_once_see_each_others(browser, club, alfa, anna):
    with tenancy.inside(alfa):
        operations.set_tasks(
            project=club, entries=[agreements.task_entry(name="Cudze")], version=1, by=anna
        )
    typed = {"version": "1", "rows": "4", "number_1": "1", "task_1": "Moje", "go": "save"}

    refused = browser.post(f"/projekty/{club.pk}/zadania/", typed).content.decode()

    assert 'name="choice_task_1" value="theirs"' in refused
    assert "Cudze" in refused
    assert 'value="Moje"' in refused


def _boxes(page: str) -> dict[str, str]:
    """What the open grid would send back, untouched."""
    found = re.findall(r"<input[^>]*>", page)
    named = [
        (re.search(r'name="([^"]+)"', box), re.search(r'value="([^"]*)"', box)) for box in found
    ]
    return {name[1]: value[1] if value else "" for name, value in named if name}


def test_money_typed_for_one_partner_never_lands_on_another(browser, club, alfa, anna):
    with tenancy.inside(alfa):
        foundation = agreements.partner(of=club, by=anna, name="Fundacja")
    address = f"/projekty/{club.pk}/zadania/"
    box = f"part_1_{foundation.pk}"
    typed = {**_boxes(browser.get(address).content.decode()), "task_1": "Kursy", "go": "save"}
    with tenancy.inside(alfa):
        agreements.partner(of=club, by=anna, name="Caritas")

    stale = browser.post(address, {**typed, box: "60 000"})
    chosen = _boxes(stale.content.decode())
    browser.post(
        address, {**chosen, "choice_task_1": "mine", f"choice_{box}": "mine", "go": "save"}
    )

    assert stale.status_code == 200
    with tenancy.inside(alfa):
        grid = queries.task_grid(Project.objects.get())
        assert [str(partner) for partner in grid.partners] == ["Caritas", "Fundacja"]
        assert grid.by_partner == [None, Decimal("60000.00")]


def test_money_typed_for_a_partner_that_has_left_is_told(browser, club, alfa, anna):
    with tenancy.inside(alfa):
        partner = agreements.partner(of=club, by=anna)
    address = f"/projekty/{club.pk}/zadania/"
    typed = {**_boxes(browser.get(address).content.decode()), "task_1": "Kursy", "go": "save"}
    with tenancy.inside(alfa):
        operations.remove_partner(partner=partner, version=1, reason="odeszła", by=anna)

    page = browser.post(address, {**typed, f"part_1_{partner.pk}": "60 000"})

    assert page.status_code == 200
    assert "60 000" in page.content.decode()
    with tenancy.inside(alfa):
        assert not Project.objects.get().tasks.exists()


def test_a_grid_saved_untouched_changes_nothing(browser, club, alfa, anna):
    with tenancy.inside(alfa):
        name = agreements.partner(of=club, by=anna).name
        part = PartEntry(partner=name, budget_amount=None, description="prowadzi warsztaty")
        club.refresh_from_db()
        entries = [agreements.task_entry(parts=(part,), number=7)]
        operations.set_tasks(project=club, entries=entries, version=2, by=anna)
        before = list(PartnerTask.objects.values_list("budget_amount", "description"))
    address = f"/projekty/{club.pk}/zadania/"

    page = browser.get(address).content.decode()
    saved = browser.post(address, {**_boxes(page), "go": "save"})

    assert saved.status_code == 302
    with tenancy.inside(alfa):
        after = list(PartnerTask.objects.values_list("budget_amount", "description"))
        assert before == after == [(None, "prowadzi warsztaty")]


def test_money_that_is_given_out_twice_is_refused_in_the_grid(browser, club, alfa, anna):
    with tenancy.inside(alfa):
        partner = agreements.partner(of=club, by=anna)
    typed = {"version": "2", "rows": "4", "task_1": "A", "budget_1": "10"}
    typed[f"part_1_{partner.pk}"] = "10,01"

    page = browser.post(f"/projekty/{club.pk}/zadania/", {**typed, "go": "save"})

    assert page.status_code == 200
    assert "0,01" in page.content.decode()


def test_a_total_amended_below_its_tasks_is_refused_at_its_field(browser, club, alfa, anna):
    with tenancy.inside(alfa):
        entries = [agreements.task_entry(budget_amount=Decimal("1000000.00"))]
        operations.set_tasks(project=club, entries=entries, version=1, by=anna)
    less = {"total_amount": "900 000", "own_amount": "50 000"}

    page = browser.post(f"/projekty/{club.pk}/aneks/", {**AMENDED, **less}).content.decode()

    assert 'href="#id_total_amount"' in page
    assert "100 000,00".replace(" ", NARROW_NO_BREAK) in page


@pytest.mark.parametrize("rows", ["²", "9" * 5000, "-1", "x"])
def test_a_number_of_rows_that_no_page_sent_is_no_error(browser, club, rows):
    typed = {"version": "1", "rows": rows, "go": "more"}

    assert browser.post(f"/projekty/{club.pk}/zadania/", typed).status_code == 200


def test_both_readings_of_food_aid_are_sentences_of_their_own(browser, club, alfa):
    address = f"/projekty/{club.pk}/dla-kogo/"
    share = {"version": "1", "food_aid": "SHARE", "food_aid_percent": "100%"}
    priority = {"version": "2", "food_aid": "PRIORITY", "food_aid_checked_by": "IZ, 3.11.2026"}

    assert browser.post(address, share).status_code == 302
    everybody = browser.get(f"/projekty/{club.pk}/", headers={"accept-language": "en"}).context
    assert browser.post(address, priority).status_code == 302
    first = browser.get(f"/projekty/{club.pk}/").context

    assert everybody["group"].food_aid_percent == 100
    assert everybody["rules"] != first["rules"]
    with tenancy.inside(alfa):
        assert TargetGroup.objects.get().food_aid_percent is None


def test_a_stale_target_group_is_compared_with_the_current_one(browser, club, alfa, anna):
    with tenancy.inside(alfa):
        area = agreements.area(by=anna)
        agreements.target_group(
            of=club,
            by=anna,
            premises_required_count=2,
            gminas=(agreements.KARTUZY,),
            revitalisation_area_id=area.pk,
        )

    typed = {"version": "1", "premises_required_count": "3", "gminas": ["2205083"]}
    page = browser.post(f"/projekty/{club.pk}/dla-kogo/", typed).content.decode()

    assert 'name="choice_premises_required_count" value="theirs"' in page
    # Codes and ids are told by their names.
    assert "Kartuzy (" in page
    assert area.name in page


def test_the_disability_quota_says_how_many_are_missing(browser, club, alfa, anna):
    with tenancy.inside(alfa):
        agreements.target_group(of=club, by=anna, disability_count=110)

    (quota,) = browser.get(f"/projekty/{club.pk}/").context["quotas"]

    assert "110" in quota.text
    assert quota.share == 0


def test_an_area_is_entered_tried_and_corrected(browser, alfa):
    typed = {
        "name": "nr 1",
        "gmina": agreements.KARTUZY,
        "source": "Uchwała",
        "valid_from": "1.12.2016",
        "lines": "Rynek\ngen. Józefa Hallera 1-20",
    }
    address = browser.post("/projekty/obszary/nowy/", typed)["Location"]

    inside = browser.post(address, {"address": "Rynek 7"}).content.decode()
    unsure = browser.post(address, {"address": "Hallera 5"}).content.decode()
    wrong = browser.post(f"{address}popraw/", {**typed, "version": "1", "lines": "Rynek 9-1"})
    browser.post(f"{address}popraw/", {**typed, "version": "1", "lines": "Rynek 1-9"})

    assert 'class="notice"' in inside
    assert "gen. Józefa Hallera" in unsure
    assert "notice-amber" in unsure
    assert 'href="#id_lines"' in wrong.content.decode()
    with tenancy.inside(alfa):
        assert queries.lines_of(RevitalisationArea.objects.get()) == ["Rynek 1-9"]


def test_a_viewer_looks_at_areas_and_changes_none(client_of, alfa, anna):
    with tenancy.inside(alfa):
        area = agreements.area(by=anna)
    viewer = client_of(make.account("ewa@example.org", "Ewa Konkel", alfa, "viewer"), alfa)

    assert viewer.get("/projekty/obszary/").status_code == 200
    assert viewer.get(f"/projekty/obszary/{area.pk}/").status_code == 200
    assert viewer.get(f"/projekty/obszary/{area.pk}/popraw/").status_code == 403
    assert viewer.get("/projekty/obszary/nowy/").status_code == 403


def test_the_history_shows_what_was_before_and_strikes_out_what_was_withdrawn(
    browser, club, alfa, anna
):
    with tenancy.inside(alfa):
        name = agreements.partner(of=club, by=anna, name="Fundacja").name
        part = PartEntry(partner=name, budget_amount=Decimal("100.00"))
        club.refresh_from_db()
        entries = [agreements.task_entry(parts=(part,))]
        operations.set_tasks(project=club, entries=entries, version=2, by=anna)
        agreements.target_group(of=club, by=anna, gminas=(agreements.KARTUZY,))
        mistaken = agreements.amendment(of=club, by=anna, number=7)
        agreements.withdrawn(mistaken, by=anna, reason="inny projekt")

    page = browser.get(f"/projekty/{club.pk}/historia/").content.decode()

    struck = page[page.index("<del>") : page.index("</del>")]
    assert "30.06.2028" in struck
    assert "inny projekt" in page
    assert "Fundacja: " in page
    assert "100,00" in page
    assert "Kartuzy" in page


def test_the_history_shows_amounts_only_to_those_who_may_see_money(
    browser, club, alfa, anna, client_of
):
    with tenancy.inside(alfa):
        entries = [agreements.task_entry(budget_amount=Decimal("123456.00"))]
        operations.set_tasks(project=club, entries=entries, version=1, by=anna)
    viewer = client_of(make.account("ewa@example.org", "Ewa Konkel", alfa, "viewer"), alfa)
    amount = f"123{NARROW_NO_BREAK}456"

    address = f"/projekty/{club.pk}/historia/"

    assert amount in browser.get(address).content.decode()
    seen = viewer.get(address).content.decode()
    assert amount not in seen
    assert "Aktywizacja społeczna" in seen


def test_the_grid_asks_by_which_amendment_its_tasks_change(browser, club, alfa, anna):
    with tenancy.inside(alfa):
        amendment = agreements.amendment(of=club, by=anna)
    address = f"/projekty/{club.pk}/zadania/"
    typed = {**_boxes(browser.get(address).content.decode()), "task_1": "Kursy", "go": "save"}

    browser.post(address, {**typed, "amendment": str(amendment.pk)})

    with tenancy.inside(alfa):
        assert Project.objects.get().versions.get().amendment == amendment


def test_a_partner_leaves_by_an_amendment(browser, club, alfa, anna):
    with tenancy.inside(alfa):
        partner = agreements.partner(of=club, by=anna)
        amendment = agreements.amendment(of=club, by=anna)
    typed = {"reason": "odeszła", "version": "1", "amendment": str(amendment.pk)}

    browser.post(f"/projekty/partnerzy/{partner.pk}/usun/", typed)
    page = browser.get(f"/projekty/{club.pk}/historia/").content.decode()

    assert "Spółdzielnia Socjalna Pasja" in page
    with tenancy.inside(alfa):
        assert Project.objects.get().versions.first().amendment == amendment


def test_the_history_asks_as_much_for_one_change_as_for_many(browser, club, alfa, anna):
    asked = []
    for upto in (1, 12):
        with tenancy.inside(alfa):
            _fill(club, anna, upto=upto)
        browser.get(f"/projekty/{club.pk}/historia/")
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(f"/projekty/{club.pk}/historia/").status_code == 200
        asked.append(len(seen))

    assert asked[0] == asked[1]
    assert asked[1] <= 15


def _fill(project: Project, by: Member, *, upto: int) -> None:
    """So many partners with a task each, and an amendment each, beside those that are there."""
    held = project.partners.count()
    for number in range(held + 1, upto + 1):
        agreements.partner(of=project, by=by, name=f"Partner {number}")
        agreements.amendment(of=project, by=by, number=number, title=f"Tytuł {number}")
    entries = [
        agreements.task_entry(
            number=number,
            budget_amount=None,
            parts=(PartEntry(partner=f"Partner {number}", budget_amount=Decimal("1.00")),),
        )
        for number in range(1, upto + 1)
    ]
    project.refresh_from_db()
    operations.set_tasks(project=project, entries=entries, version=project.tasks_version, by=by)


def test_the_page_of_a_project_asks_as_much_for_one_partner_as_for_many(browser, club, alfa, anna):
    asked = []
    for upto in (1, 12):
        with tenancy.inside(alfa):
            _fill(club, anna, upto=upto)
        browser.get(f"/projekty/{club.pk}/")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert browser.get(f"/projekty/{club.pk}/").status_code == 200
        asked.append(len(seen))

    assert asked[0] == asked[1]
    # Seven of them are the doors': the host, the session, the account, its memberships.
    assert asked[1] <= 20


def test_the_list_of_areas_asks_as_much_for_one_as_for_many(browser, alfa, anna):
    asked = []
    for count in (1, 20):
        with tenancy.inside(alfa):
            for number in range(count):
                agreements.area(by=anna, name=f"Obszar {count}-{number}")
        browser.get("/projekty/obszary/")
        with CaptureQueriesContext(connection) as seen:
            assert browser.get("/projekty/obszary/").status_code == 200
        asked.append(len(seen))

    assert asked[0] == asked[1]
    assert asked[1] <= 15
