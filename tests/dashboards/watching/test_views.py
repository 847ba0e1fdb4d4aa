"""Saved views: kept, opened, shared, renamed, deleted and taken back, and the page one begins with."""

import pytest
from django.utils import translation

from dashboards.watching import operations, pages, queries
from dashboards.watching.models import SavedView
from tenants import queries as tenants
from tests import make

ADDRESS = "/powiaty-i-miasta/?okres=2025&powiat=2205"


@pytest.fixture
def ola(metropolis):
    return make.account("ola@example.org", "Ola Miotk", metropolis, "metropolitan_coordinator")


@pytest.fixture
def iga(metropolis):
    return make.account("iga@example.org", "Iga Szulc", metropolis, "metropolitan_viewer")


@pytest.fixture
def browser(ola, metropolis, client_of):
    return client_of(ola, metropolis)


@pytest.fixture
def saved(browser):
    """Ola saves a page as her own, through the form."""

    def save(name: str = "Kartuski 2025", **facts) -> SavedView:
        browser.post("/widoki/nowy/", {"strona": ADDRESS, "name": name, **facts})
        return SavedView.objects.get(name=name)

    return save


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (ADDRESS, ADDRESS),
        ("/", "/"),
        ("/?okres=2025", "/?okres=2025"),
        ("https://zly.example/powiaty-i-miasta/", ""),
        ("//zly.example/powiaty-i-miasta/", ""),
        ("/\\zly.example", ""),
        ("//[", ""),
        ("https://[::1", ""),
        ("/cele/ustal/", ""),
        ("/widoki/", ""),
        ("/wyjscie/", ""),
        ("/nie-ma/", ""),
        ("", ""),
        ("/?okres=" + "9" * 600, ""),
    ],
)
def test_only_pages_of_figures_are_kept(address, kept):
    assert pages.kept(address) == kept


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (ADDRESS, "Units · powiat kartuski · 2025"),
        ("/", "Metropolis"),
        ("/podzial/?cecha=wiek&okres=2025", "Breakdowns · 2025 · with further filters"),
        ("/mapa/?widok=tabela", "Map · with further filters"),
        ("/nie-ma/", "/nie-ma/"),
    ],
)
def test_an_address_is_told_in_words(address, words):
    with translation.override("en"):
        assert pages.told(address, {"2205": "powiat kartuski"}) == words


def test_a_view_opens_the_page_with_its_filters(browser, saved):
    view = saved()

    assert browser.get(f"/widoki/{view.pk}/")["Location"] == ADDRESS


def test_a_name_is_taken_once_whatever_its_case(browser, saved):
    saved()
    page = browser.post("/widoki/nowy/", {"strona": ADDRESS, "name": "KARTUSKI 2025"})

    assert page.context["form"].errors
    assert SavedView.objects.count() == 1


def test_others_see_what_is_shared_and_nothing_else(browser, saved, iga, metropolis, client_of):
    own, shared = saved(), saved("Wspólny", is_shared="on")
    other = client_of(iga, metropolis)

    assert other.get(f"/widoki/{own.pk}/").status_code == 404
    assert other.get(f"/widoki/{shared.pk}/").status_code == 302
    assert [row.view for row in other.get("/widoki/").context["rows"]] == [shared]
    for page in ("zmien", "usun", "przywroc"):
        assert other.post(f"/widoki/{shared.pk}/{page}/").status_code == 404


def test_a_deleted_view_is_taken_back_with_undo(browser, saved):
    view = saved()
    page = browser.post(f"/widoki/{view.pk}/usun/", follow=True)
    assert page.context["rows"] == []
    assert page.context["deleted"] == view

    page = browser.post(f"/widoki/{view.pk}/przywroc/", follow=True)

    assert [row.view for row in page.context["rows"]] == [view]


def test_a_view_is_renamed_and_shared(browser, saved):
    view = saved()
    browser.post(f"/widoki/{view.pk}/zmien/", {"name": "Powiat", "is_shared": "on"})

    view.refresh_from_db()
    assert (view.name, view.is_shared) == ("Powiat", True)


def test_signing_in_begins_with_the_chosen_view(browser, saved, ola, metropolis, client_of):
    view = saved()
    browser.post("/widoki/pierwszy/", {"widok": view.pk})
    typed = {"email": ola.email, "password": "a long sentence only Anna says"}
    door = client_of(None, metropolis)

    assert door.post("/wejscie/", typed)["Location"] == ADDRESS

    browser.post(f"/widoki/{view.pk}/usun/")
    assert client_of(None, metropolis).post("/wejscie/", typed)["Location"] == "/"


def test_a_view_that_is_shared_no_more_is_nobody_elses_first_page(saved, iga, metropolis, ola):
    view = saved("Wspólny", is_shared="on")
    reader, owner = (tenants.steward(one, metropolis) for one in (iga, ola))
    operations.begin_with(account=iga, view=view, by=reader)

    operations.change_view(view=view, name="Wspólny", is_shared=False, by=owner)

    assert queries.first_view(iga) is None
