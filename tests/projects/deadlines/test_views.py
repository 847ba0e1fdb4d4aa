"""The list of deadlines: what the address asks for, what is ticked as done, and what is taken back."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import tenancy
from core.days import today
from core.ids import new_id
from core.ledger.models import Member
from projects.deadlines.models import Settled
from projects.participants.models import Participation
from tests import make
from tests.make import deadlines as moments


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def project(alfa, coordinator):
    """Ćwik left 40 days ago, Dorsz 24, Ełk yesterday; nobody was entered in SM EFS."""
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        of = make.project(by=anna, title="Pomost", ends_on=today() + timedelta(days=80))
        for name, days_ago in (("Ćwik", 40), ("Dorsz", 24), ("Ełk", 1)):
            moments.left(by=anna, on=today() - timedelta(days=days_ago), of=of, family_name=name)
        return of


def titles(page) -> list[str]:
    return [row.title.split()[0] for row in page.context["rows"]]


def keys(page) -> list[str]:
    return [row.key for row in page.context["rows"] if row.key]


@pytest.mark.parametrize(
    ("query", "people"),
    [
        ("rodzaj=wynik", ["Ćwik", "Dorsz", "Ełk"]),
        ("rodzaj=wynik&kiedy=po-terminie", ["Ćwik"]),
        ("rodzaj=wynik&kiedy=w-tygodniu", ["Dorsz"]),
        ("rodzaj=wynik&kiedy=pozniej", ["Ełk"]),
        ("rodzaj=efektywnosc", []),
        ("rodzaj=efektywnosc&kiedy=wszystkie", ["Ćwik", "Dorsz", "Ełk"]),
        ("rodzaj=wynik&kto=rola-case_worker", ["Ćwik", "Dorsz", "Ełk"]),
        ("rodzaj=wynik&kto=rola-coordinator", []),
        ("rodzaj=wynik&kto=moje", []),
        ("rodzaj=wynik&projekt=00000000-0000-0000-0000-000000000001", []),
        ("rodzaj=wynik&projekt=nonsense&kto=nonsense&kiedy=nonsense", ["Ćwik", "Dorsz", "Ełk"]),
    ],
)
def test_the_address_says_what_the_list_shows(browser, project, query, people):
    assert titles(browser.get(f"/terminy/?{query}")) == people


def test_a_project_without_terms_is_named_where_the_list_is_narrowed_to_it(browser, project, alfa):
    with tenancy.inside(alfa):
        anna = Member.objects.get(display_name="Anna Lis")
        over = make.project(
            by=anna, title="Dawno po", starts_on=date(2015, 1, 1), ends_on=date(2016, 12, 31)
        )

    page = browser.get(f"/terminy/?projekt={over.pk}&kiedy=wszystkie")

    assert titles(page) == []
    assert [chip.chosen for chip in page.context["filters"]][-1] == "Dawno po"


def test_the_first_line_says_how_much_is_late(browser, project):
    page = browser.get("/terminy/?rodzaj=wynik")

    assert page.context["late"] == 1


def test_what_is_ticked_as_done_leaves_the_list_and_comes_back_when_taken_back(
    browser, project, alfa
):
    address = "/terminy/?rodzaj=wpis"
    first, *others = keys(browser.get(address))

    answer = browser.post("/terminy/zalatw/", {"term": [first], "next": address})

    assert answer["Location"] == address
    assert keys(browser.get(address)) == others
    done = browser.get("/terminy/zalatwione/")
    [row] = done.context["rows"]
    assert row.about.startswith("Ćwik")
    browser.post(f"/terminy/zalatwione/{row.settled.pk}/cofnij/")
    assert keys(browser.get(address)) == [first, *others]


def test_several_are_ticked_at_once(browser, project, alfa):
    browser.post("/terminy/zalatw/", {"term": keys(browser.get("/terminy/?rodzaj=wpis"))})

    with tenancy.inside(alfa):
        assert Settled.objects.count() == 3


@pytest.mark.parametrize("term", ["", "nonsense", "wpis.00000000-0000-0000-0000-000000000001.x"])
def test_a_tick_that_is_on_no_list_changes_nothing(browser, project, alfa, term):
    answer = browser.post("/terminy/zalatw/", {"term": term}, follow=True)

    assert answer.status_code == 200
    with tenancy.inside(alfa):
        assert not Settled.objects.exists()


def test_a_case_worker_cannot_send_the_tick_of_a_claim(client_of, alfa, project, browser):
    jan = make.account("jan@example.org", "Jan Hinc", alfa, "case_worker")
    with tenancy.inside(alfa):
        ends_on = project.ends_on
    term = f"wniosek-koncowy.{project.pk}.{ends_on:%Y%m%d}"

    client_of(jan, alfa).post("/terminy/zalatw/", {"term": term})

    with tenancy.inside(alfa):
        assert not Settled.objects.exists()


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "javascript:alert(1)"])
def test_the_way_back_never_leaves_the_site(browser, project, back):
    answer = browser.post("/terminy/zalatw/", {"term": "x", "next": back})

    assert answer["Location"] == "/terminy/"


def test_a_reader_without_the_right_is_given_no_tick(client_of, alfa, project):
    auditor = make.account("iga@example.org", "Iga Szulc", alfa, "auditor")

    page = client_of(auditor, alfa).get("/terminy/?rodzaj=wpis")

    assert len(titles(page)) == 3
    assert keys(page) == []


def test_a_reader_without_the_right_is_led_to_the_person_and_not_to_a_form(
    client_of, alfa, project, browser
):
    officer = make.account("iga@example.org", "Iga Szulc", alfa, "settlement_officer")

    [url, *_rest] = [row.url for row in _rows(client_of(officer, alfa))]

    assert url.count("/") == 3
    assert _rows(browser)[0].url == f"{url}wynik/"


def _rows(browser):
    return browser.get("/terminy/?rodzaj=wynik").context["rows"]


ADDRESSES = ("/terminy/?kiedy=wszystkie", "/terminy/zalatwione/", "/moj-dzien/?kto=wszyscy")


def test_a_viewer_reads_no_name(client_of, alfa, project):
    viewer = make.account("iga@example.org", "Iga Szulc", alfa, "viewer")

    pages = [client_of(viewer, alfa).get(url) for url in ADDRESSES]

    text = "".join(page.content.decode() for page in pages)
    assert "Pomost" in text
    assert "Dorsz" not in text


def test_a_unit_without_projects_is_told_where_to_begin(client_of, alfa):
    viewer = make.account("iga@example.org", "Iga Szulc", alfa, "viewer")

    page = client_of(viewer, alfa).get("/terminy/").content.decode()

    assert 'class="empty"' in page
    assert 'href="/projekty/"' in page


def test_the_letter_is_switched_on_and_off(browser):
    settings = "/terminy/ustawienia/"

    browser.post(f"{settings}list/", {"wanted": "yes"})
    assert browser.get(settings).context["wants_digest"]
    browser.post(f"{settings}list/", {"wanted": "no"})

    assert not browser.get(settings).context["wants_digest"]


@pytest.mark.parametrize("address", ["/terminy/", "/moj-dzien/", "/terminy/zalatwione/"])
def test_a_page_costs_the_same_for_one_and_for_two_hundred(browser, alfa, coordinator, address):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        of = make.project(by=anna, ends_on=today() + timedelta(days=300))
        one = moments.left(by=anna, on=today() - timedelta(days=3), of=of)
    browser.post("/terminy/zalatw/", {"term": keys(browser.get("/terminy/?rodzaj=wpis"))})
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    _multiply(alfa, one, times=200)

    with CaptureQueriesContext(connection) as many:
        browser.get(address)

    assert len(many) == len(few)
    assert len([each for each in many if each["sql"].startswith("SELECT")]) <= 15


def _multiply(alfa, one: Participation, *, times: int) -> None:
    """Copies of one participation; entering two hundred people would take its time."""
    with tenancy.inside(alfa):
        person, terms = one.person, list(Settled.objects.all())
        for number in range(times):
            person.pk, person.pesel_index = new_id(), None
            person._state.adding = True
            person.family_name = f"Lis {number}"
            person.save()
            one.pk, one.person = new_id(), person
            one._state.adding = True
            one.save()
            for term in terms:
                term.pk, term.subject_id = new_id(), one.pk
                term._state.adding = True
                term.save()
