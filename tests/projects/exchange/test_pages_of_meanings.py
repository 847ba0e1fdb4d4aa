"""On the page of a file: what its words mean is asked in one card, chosen once, and shown in the next file."""

import pytest

from core import tenancy
from core.ledger.models import Member
from projects.agreements.models import Project
from projects.exchange import queries
from projects.exchange.meanings.forms import Asked
from projects.exchange.models import Import
from projects.exchange.vocabulary import Standing, Step
from tests import make
from tests.everywhere import daily
from tests.make import exchange

# What a stranger may have typed into a cell.
HOSTILE = [
    '<script>alert("1")</script>',
    "%(n)s {{ found }}",
    "=1+1",
    "a|b",
    "'; drop table import; --",
    "średnie\\x00?",
]


@pytest.fixture
def anna(alfa, coordinator) -> Member:
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


@pytest.fixture
def project(alfa, anna) -> Project:
    with tenancy.inside(alfa):
        return make.project(by=anna)


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def checked(alfa, anna, project):
    """A file with a person for each of these schools, checked."""

    def make_it(*schools: str) -> Import:
        people = [exchange.person(number, isced=school) for number, school in enumerate(schools)]
        with tenancy.inside(alfa):
            sent = exchange.sent(exchange.office_csv(people), project=project, by=anna)
            return exchange.checked(sent, by=anna)

    return make_it


def control(word: str, code: str = "") -> str:
    return Asked(field="isced", word=word, code=code).name


def counts(alfa, found: Import) -> dict[str, int]:
    with tenancy.inside(alfa):
        return queries.counts(found)


def test_all_words_are_chosen_in_one_card_and_some_are_left_open(alfa, browser, checked):
    found = checked("wyższe", "wyższe", "zawodowe", "studia", "3")
    page = browser.get(f"/import/{found.pk}/")
    [question] = page.context["words"].unknown
    assert [line.count for line in question.lines] == [2, 1, 1]
    assert page.content.index(b'id="words"') < page.content.index(b'id="mistakes"')

    told = dict.fromkeys(page.context["words"].form.fields, "")
    told |= {control("wyższe"): "6", control("zawodowe"): "3"}
    answer = browser.post(f"/import/{found.pk}/slowa/", told, follow=True)

    assert counts(alfa, found) == {Standing.ADD: 4, Standing.BAD: 1}
    shown = answer.context["words"]
    assert [line.field.label for line in shown.unknown[0].lines] == ["„studia”"]
    assert [line.field.value() for line in shown.understood[0].lines] == ["6", "3"]


def test_the_page_of_the_next_file_says_what_was_known_and_lets_it_be_changed(
    alfa, browser, checked
):
    first = checked("wyższe")
    browser.post(f"/import/{first.pk}/slowa/", {control("wyższe"): "6"})
    found = checked("wyższe", "wyższe")
    assert counts(alfa, found) == {Standing.ADD: 2}

    page = browser.get(f"/import/{found.pk}/")
    [line] = page.context["words"].understood[0].lines
    assert line.was_known
    assert "wskazane przy wcześniejszym pliku" in page.content.decode()
    browser.post(f"/import/{found.pk}/slowa/", {control("wyższe", "6"): "7"})

    with tenancy.inside(alfa):
        found.refresh_from_db()
        assert found.step == Step.CHECKING
        exchange.moved(found)
    [line] = browser.get(f"/import/{found.pk}/").context["words"].understood[0].lines
    assert (line.field.value(), line.was_known) == ("7", False)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "Wskaż przynajmniej przy jednym słowie, co ono znaczy."),
        ({control("wyższe"): ""}, "Wskaż przynajmniej przy jednym słowie, co ono znaczy."),
        ({control("wyższe"): "99"}, "99"),
        ({control("studia"): "6"}, "Najpierw obejrzyj go jeszcze raz."),
    ],
)
def test_whatever_cannot_be_taken_is_told_on_the_page(alfa, browser, checked, told, said):
    found = checked("wyższe")

    answer = browser.post(f"/import/{found.pk}/slowa/", told)

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert counts(alfa, found) == {Standing.BAD: 1}


def test_of_two_who_explain_the_same_the_second_is_shown_what_the_first_said(
    alfa, browser, checked
):
    found = checked("wyższe", "studia")
    browser.post(f"/import/{found.pk}/slowa/", {control("wyższe"): "6"})

    answer = browser.post(f"/import/{found.pk}/slowa/", {control("wyższe"): "7"})

    assert "Najpierw obejrzyj go jeszcze raz." in answer.content.decode()
    [line] = answer.context["words"].understood[0].lines
    assert line.field.initial == "6"


def test_a_page_that_is_no_longer_so_leads_to_what_is(browser, checked):
    found = checked("3")

    answer = browser.post(f"/import/{found.pk}/slowa/", {control("wyższe"): "6"}, follow=True)

    assert "Najpierw obejrzyj go jeszcze raz." in answer.content.decode()


def test_words_of_strangers_are_words_and_nothing_else(alfa, browser, checked):
    found = checked(*HOSTILE)
    page = browser.get(f"/import/{found.pk}/")
    asked = page.context["words"].form.asked
    assert {one.word for one in asked} == set(HOSTILE)
    assert b"<script>alert" not in page.content

    told = {one.name: "6" for one in asked}
    answer = browser.post(f"/import/{found.pk}/slowa/", told, follow=True)

    assert b"<script>alert" not in answer.content
    assert Standing.BAD not in counts(alfa, found)


def test_a_neighbour_finds_no_such_file(beta, client_of, checked):
    stranger = make.account("ewa@example.org", "Ewa Konkel", beta, "coordinator")
    found = checked("wyższe")

    told = {control("wyższe"): "6"}
    assert client_of(stranger, beta).post(f"/import/{found.pk}/slowa/", told).status_code == 404


def test_the_page_asks_the_database_no_more_for_many_words(browser, checked):
    one, many = checked("szkoła"), checked(*(f"szkoła {number}" for number in range(30)))

    asked = [len(daily.queries_of(browser, f"/import/{found.pk}/")[1]) for found in (one, many)]

    assert asked[0] == asked[1]
