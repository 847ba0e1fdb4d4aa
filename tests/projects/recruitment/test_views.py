"""The office's pages: who sees whom, what is found and in which order, and at what cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import tenancy
from core.ledger.models import AuditEvent, Member
from projects.recruitment import operations, queries
from projects.recruitment.models import Candidate, Criterion, Recruitment
from tenants import operations as tenants
from tests import make
from tests.make import recruitment as made

PERSON = {
    "source": "paper",
    "applied_on": "20.11.2026",
    "applied_time": "9:30",
    "family_name": "Łątka",
    "given_name": "Zofia",
    "pesel": make.PESEL_OF_A_WOMAN,
    "gmina": "2205023",
    "place": "Kartuzy",
    "street": "Dworcowa 3",
    "postal_code": "83-300",
    "citizenship": "PL",
    "labour_status": "INACTIVE",
    "labour_detail": "OTHER_INACTIVE",
    "foreign_background": "NO",
    "third_country": "NO",
    "minority": "NO",
    "homeless": "NO",
    "isced": "2",
    "disability": "NO",
    "at_risk": "on",
}


@pytest.fixture
def nabor(alfa, coordinator):
    """A round with three scored candidates: 3, 0 and 3 points, in this order of applying."""
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        recruitment = made.recruitment(by=anna)
        made.grid(recruitment, by=anna)
        for serial, (name, answer) in enumerate([("Żak", "yes"), ("Ćwik", "no"), ("Cyman", "yes")]):
            candidate = made.candidate(
                recruitment,
                serial,
                family_name=name,
                applied_at=made.minutes_later(serial),
                by=anna,
            )
            made.scored(candidate, mieszka_samotnie=answer, by=anna)
        return recruitment


def address(recruitment, page: str = "") -> str:
    return f"/rekrutacja/{recruitment.pk}/{page}"


def one(alfa, **facts) -> Candidate:
    with tenancy.inside(alfa):
        return Candidate.objects.get(**facts)


def names(page) -> list[str]:
    return [row[0].value.split()[0] for row in page.context["listing"].table.rows]


def candidates(recruitment, query: str = "") -> str:
    return f"/rekrutacja/kandydaci/?nabor={recruitment.pk}&{query}"


def test_the_office_opens_a_round_and_is_led_to_its_grid(browser, alfa, coordinator):
    with tenancy.inside(alfa):
        project = make.project(by=Member.objects.get(account_id=coordinator.pk))
    fields = {"project": project.pk, "name": "Nabór", "opens_on": "1.11.2026", "places_count": "5"}

    answer = browser.post("/rekrutacja/nowa/", fields)

    with tenancy.inside(alfa):
        recruitment = Recruitment.objects.get()
    assert answer.url == address(recruitment, "karta/")
    assert recruitment.is_rolling
    assert 'class="empty"' in browser.get(answer.url).content.decode()


def test_a_round_without_anything_says_what_comes_first(browser, alfa, coordinator):
    with tenancy.inside(alfa):
        made.recruitment(by=Member.objects.get(account_id=coordinator.pk))
        recruitment = Recruitment.objects.get()

    page = browser.get(address(recruitment))

    urls = [todo.url for todo in page.context["todos"]]
    assert urls == [address(recruitment, part) for part in ("karta/", "dokumenty/", "informacja/")]


def test_candidates_stand_by_points_and_by_the_time_of_applying(browser, nabor):
    assert names(browser.get(candidates(nabor))) == ["Żak", "Cyman", "Ćwik"]
    first = browser.get(address(nabor)).context["table"].rows
    assert [row[1].value.split()[0] for row in first] == ["Żak", "Cyman", "Ćwik"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kolejnosc=candidate", ["Cyman", "Ćwik", "Żak"]),
        ("kolejnosc=applied", ["Żak", "Ćwik", "Cyman"]),
        ("q=cwik", ["Ćwik"]),
        ("q=2", ["Ćwik"]),
        ("decyzja=accepted", []),
        ("znak=do-oceny", []),
        ("decyzja=nonsense&znak=nonsense&kolejnosc=nonsense", ["Żak", "Cyman", "Ćwik"]),
    ],
)
def test_the_address_says_who_is_shown_and_in_which_order(browser, nabor, query, found):
    assert names(browser.get(candidates(nabor, query))) == found


@pytest.mark.parametrize("page", ["", "lista/", "kandydaci"])
def test_a_page_of_a_round_costs_the_same_for_few_and_for_many(
    browser, nabor, alfa, coordinator, page
):
    where = candidates(nabor) if page == "kandydaci" else address(nabor, page)
    with CaptureQueriesContext(connection) as few:
        browser.get(where)
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        for serial in range(10, 24):
            made.scored(made.candidate(nabor, serial, by=anna), by=anna)

    with CaptureQueriesContext(connection) as many:
        browser.get(where)

    assert len(many) == len(few)


def test_the_list_of_rounds_costs_the_same_for_one_and_for_many(browser, nabor, alfa, coordinator):
    with CaptureQueriesContext(connection) as few:
        browser.get("/rekrutacja/")
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        for number in range(8):
            made.recruitment(by=anna, of=nabor.project, name=f"Nabór {number}")

    with CaptureQueriesContext(connection) as many:
        page = browser.get("/rekrutacja/")

    assert len(many) == len(few)
    assert len(page.context["table"].rows) == 9


def test_what_came_on_paper_is_entered_with_the_hour_it_came(browser, nabor, alfa):
    answer = browser.post(address(nabor, "dodaj/"), PERSON)

    candidate = one(alfa, family_name="Łątka")
    assert answer.url == f"/rekrutacja/kandydat/{candidate.pk}/"
    assert f"{candidate.applied_at:%Y-%m-%d %H:%M}" == "2026-11-20 08:30"
    assert candidate.source == "paper"


def test_a_refused_application_says_the_cure_at_its_field(browser, nabor, alfa):
    answer = browser.post(address(nabor, "dodaj/"), {**PERSON, "pesel": "85822812348"})

    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {"pesel"}
    with tenancy.inside(alfa):
        assert Candidate.objects.count() == 3


def test_scoring_begins_with_what_is_proposed_and_leads_to_the_next(
    browser, alfa, coordinator, nabor
):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        first, following = (
            made.candidate(nabor, serial, answers={"mieszka-samotnie": "yes"}, by=anna)
            for serial in (10, 11)
        )
    form = browser.get(f"/rekrutacja/kandydat/{first.pk}/punkty/").context["form"]
    assert form["v_mieszka-samotnie"].value() == "yes"

    answer = browser.post(
        f"/rekrutacja/kandydat/{first.pk}/punkty/",
        {"v_mieszka-samotnie": "yes", "version": "1", "then": "next"},
    )

    assert answer.url == f"/rekrutacja/kandydat/{following.pk}/punkty/"
    assert one(alfa, pk=first.pk).points == 3


def test_a_stale_score_is_refused_at_the_form(browser, alfa, nabor):
    candidate = one(alfa, number=1)

    answer = browser.post(
        f"/rekrutacja/kandydat/{candidate.pk}/punkty/",
        {"v_mieszka-samotnie": "no", "version": "1"},
    )

    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()
    assert one(alfa, pk=candidate.pk).points == 3


def test_a_decision_without_its_reason_is_refused_at_the_field(browser, alfa, nabor):
    candidate = one(alfa, number=1)

    answer = browser.post(
        f"/rekrutacja/kandydat/{candidate.pk}/decyzja/",
        {"standing": "rejected", "reason": "", "version": candidate.version},
    )

    assert answer.context["form"].errors.keys() == {"reason"}


def test_the_way_of_a_candidate_from_the_list_to_the_register(browser, alfa, nabor):
    browser.post(address(nabor, "podziel/"), {"version": "1"})
    accepted = one(alfa, number=1)
    assert accepted.standing == "accepted"

    answer = browser.post(
        f"/rekrutacja/kandydat/{accepted.pk}/przyjmij/", {"version": accepted.version}
    )

    promoted = one(alfa, pk=accepted.pk)
    assert answer.status_code == 302
    page = browser.get(f"/rekrutacja/kandydat/{accepted.pk}/").content.decode()
    assert f'href="{answer.url}"' in page
    assert str(promoted.participation_id) in answer.url


def test_the_published_list_has_numbers_and_no_names(browser, nabor):
    page = browser.get(address(nabor, "lista/?bez-nazwisk")).content.decode()

    assert all(name not in page for name in ("Żak", "Ćwik", "Cyman"))
    shown = browser.get(address(nabor, "lista/"))
    [table] = shown.context["lists"]
    assert [row[2].split()[0] for row in table.rows] == ["Żak", "Cyman", "Ćwik"]


def test_the_ranking_says_how_many_are_not_in_it_yet(browser, nabor, alfa, coordinator):
    with tenancy.inside(alfa):
        made.candidate(nabor, 15, by=Member.objects.get(account_id=coordinator.pk))

    page = browser.get(address(nabor, "lista/"))

    assert page.context["figures"].unscored == 1
    assert address(nabor, "podziel/") not in page.content.decode()


def test_a_pesel_is_shown_once_and_on_record(browser, nabor, alfa):
    candidate = one(alfa, number=1)
    with tenancy.inside(alfa):
        number = candidate.pesel
    page = f"/rekrutacja/kandydat/{candidate.pk}/"
    assert number not in browser.get(page).content.decode()

    shown = browser.post(f"{page}pesel/").content.decode()

    assert number in shown
    with tenancy.inside(alfa):
        assert AuditEvent.objects.filter(verb="revealed a PESEL").count() == 1


def test_a_new_version_shows_what_it_changes_before_it_decides(browser, nabor, alfa):
    browser.post(address(nabor, "karta/wersja/"))
    with tenancy.inside(alfa):
        criterion = Criterion.objects.get(grid__in_force_at=None)
    browser.post(
        address(nabor, f"karta/{criterion.pk}/"),
        {"name": "Mieszka samotnie", "kind": "yes_no", "points": "7,5"},
    )

    page = browser.get(address(nabor, "karta/"))
    rows = [(row[1], row[2]) for row in page.context["rescored"].rows]
    browser.post(address(nabor, "karta/wprowadz/"))

    assert rows == [(3, 7.5), (3, 7.5), (0, 0)]
    assert one(alfa, number=1).points == 7.5


def test_a_shipped_grid_is_copied_with_its_source_and_readings(browser, alfa, coordinator):
    with tenancy.inside(alfa):
        recruitment = made.recruitment(by=Member.objects.get(account_id=coordinator.pk))

    browser.post(
        address(recruitment, "karta/kopiuj/"), {"source": "wzor:semius-wlacz-swoja-szanse"}
    )

    page = browser.get(address(recruitment, "karta/"))
    assert len(page.context["rows"]) == 7
    assert "Regulamin daje" in page.content.decode()


def test_the_grid_of_an_earlier_round_is_copied(browser, nabor, alfa, coordinator):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        later = made.recruitment(by=anna, of=nabor.project, name="Drugi")

    browser.post(address(later, "karta/kopiuj/"), {"source": f"nabor:{nabor.pk}"})

    with tenancy.inside(alfa):
        copied = queries.criteria_of(queries.grid_in_force(later))
        assert [criterion.name for criterion in copied] == ["Mieszka samotnie"]


def test_data_that_were_kept_long_enough_are_offered_for_deletion(
    browser, nabor, alfa, coordinator
):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        made.decided(Candidate.objects.get(number=2), "rejected", by=anna)
        Candidate.objects.filter(number=2).update(delete_after=made.NOW.date().replace(year=2020))
    assert browser.get(address(nabor)).context["figures"].kept_too_long == 1

    browser.post(address(nabor, "usun-dane/"))

    assert one(alfa, number=2).family_name == ""
    assert browser.get(address(nabor)).status_code == 200
    assert browser.get(f"/rekrutacja/kandydat/{one(alfa, number=2).pk}/").status_code == 200


@pytest.mark.parametrize("role", ["viewer", "administrator"])
def test_whoever_may_not_see_people_sees_no_candidate(client_of, alfa, nabor, role):
    browser = client_of(make.account("ewa@example.org", "Ewa Konkel", alfa, role), alfa)
    candidate = one(alfa, number=1)

    assert browser.get("/rekrutacja/").status_code == 403
    assert browser.get("/rekrutacja/kandydaci/").status_code == 403
    assert browser.get(address(nabor)).status_code == 404
    assert browser.get(f"/rekrutacja/kandydat/{candidate.pk}/").status_code == 404


def test_a_settlement_officer_reads_and_changes_nothing(client_of, alfa, nabor):
    account = make.account("ewa@example.org", "Ewa Konkel", alfa, "settlement_officer")
    browser = client_of(account, alfa)
    candidate = one(alfa, number=1)

    page = browser.get(f"/rekrutacja/kandydat/{candidate.pk}/")

    assert page.status_code == 200
    assert "Prosta 1" not in page.content.decode()
    for work in ("punkty/", "dokumenty/", "decyzja/", "popraw/"):
        assert browser.get(f"/rekrutacja/kandydat/{candidate.pk}/{work}").status_code == 404


def test_a_case_worker_of_one_project_sees_no_candidate_of_another(
    client_of, alfa, nabor, coordinator
):
    with tenancy.inside(alfa):
        other = make.project(by=Member.objects.get(account_id=coordinator.pk), title="Inny")
    worker = make.account("jan@example.org", "Jan Hinc")
    tenants.grant(account=worker, tenant=alfa, role="case_worker", project_id=other.pk, by=make.BY)
    browser = client_of(worker, alfa)

    assert nabor.name not in browser.get("/rekrutacja/").content.decode()
    assert browser.get(address(nabor)).status_code == 404
    assert browser.get(f"/rekrutacja/kandydat/{one(alfa, number=1).pk}/").status_code == 404


def test_a_case_worker_scores_and_does_not_change_the_grid(client_of, alfa, nabor):
    worker = make.account("jan@example.org", "Jan Hinc", alfa, "case_worker")
    browser = client_of(worker, alfa)

    assert browser.get(f"/rekrutacja/kandydat/{one(alfa, number=1).pk}/punkty/").status_code == 200
    assert browser.get(address(nabor, "karta/")).status_code == 200
    assert browser.get(address(nabor, "karta/dodaj/")).status_code == 404
    assert browser.get(address(nabor, "informacja/")).status_code == 404


def test_a_document_is_marked_on_the_candidates_page(browser, nabor, alfa, coordinator):
    with tenancy.inside(alfa):
        document = operations.require_document(
            recruitment=nabor,
            name="Formularz",
            needed_by="everybody",
            by=Member.objects.get(account_id=coordinator.pk),
        )
    candidate = one(alfa, number=1)

    browser.post(
        f"/rekrutacja/kandydat/{candidate.pk}/dokumenty/",
        {f"d_{document.pk.hex}": "seen", "version": candidate.version},
    )

    page = browser.get(f"/rekrutacja/kandydat/{candidate.pk}/")
    [paper] = page.context["papers"]
    assert (paper.name, paper.tone) == ("Formularz", "ok")
    assert "Anna Lis" in paper.who


# What every page pays at the doors: two changes of role, tenant, session, account and member.
MOST_QUERIES = 15


@pytest.mark.parametrize("page", ["", "lista/", "karta/", "kandydat", "kandydaci"])
def test_a_daily_page_asks_the_database_no_more_than_fifteen_times(browser, nabor, alfa, page):
    where = candidates(nabor) if page == "kandydaci" else address(nabor, page)
    if page == "kandydat":
        where = f"/rekrutacja/kandydat/{one(alfa, number=1).pk}/"

    with CaptureQueriesContext(connection) as asked:
        browser.get(where)

    assert len(asked) <= MOST_QUERIES


def test_the_page_of_a_project_leads_to_its_own_rounds(browser, nabor, alfa):
    with tenancy.inside(alfa):
        other = make.project(by=Member.objects.get(), title="Inny projekt")

    project = browser.get(f"/projekty/{nabor.project_id}/").content.decode()
    own = browser.get(f"/rekrutacja/?projekt={nabor.project_id}").content.decode()
    others = browser.get(f"/rekrutacja/?projekt={other.pk}").content.decode()

    assert f"/rekrutacja/?projekt={nabor.project_id}" in project
    assert f"/rekrutacja/{nabor.pk}/" in own
    assert f"/rekrutacja/{nabor.pk}/" not in others
    assert f"/rekrutacja/nowa/?projekt={other.pk}" in others
