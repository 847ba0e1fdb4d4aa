"""Two people correct one record: the second chooses, field by field, and nothing is lost."""

import re
from html import unescape
from pathlib import Path

import pytest

from core import pesel, tenancy
from projects.participants.models import Participation, Person
from tests import make

OTHERS = {"given_name": "Adam", "family_name": "Żak", "gmina": "2205023", "place": "Kartuzy"}
TYPED = {
    **OTHERS,
    "pesel": "",
    "born_on": "28.02.1885",
    "sex": "M",
    "phone": "600000000",
    "email": "zaneta@example.org",
    "street": "Prosta",
    "building": "1",
    "country": "PL",
    "postal_code": "83-300",
}


ROOT = Path(__file__).resolve().parents[3]
# Templates that draw the fields of a correction themselves.
OWN_FIELDS = [
    path
    for path in ROOT.glob("projects/*/templates/**/*.html")
    if "{{ form.version }}" in path.read_text()
]


@pytest.fixture
def zak(club) -> Participation:
    return club[0]


@pytest.fixture
def jan(client_of, alfa):
    return client_of(make.account("jan@example.org", "Jan Hinc", alfa, "coordinator"), alfa)


def opened(browser, address: str) -> dict[str, str]:
    """What the page carries: its version, and what the record held."""
    page = browser.get(address).content.decode()
    return {
        name: unescape(re.search(f'name="{name}" value="([^"]+)"', page)[1])
        for name in ("version", "opened")
    }


def sent_by(comparison, **choices: str) -> dict[str, object]:
    """What the comparison sends, with these choices made where it makes none itself."""
    made = {f"choice_{field.name}": field.chosen for field in comparison.fields if field.chosen}
    typed: dict[str, object] = dict(comparison.typed)
    asked = {"seen": comparison.seen, "compared": [field.name for field in comparison.fields]}
    return {
        **typed,
        **asked,
        **made,
        **{f"choice_{name}": whose for name, whose in choices.items()},
    }


def held(alfa) -> dict[str, object]:
    """What the register holds of Żak, unsealed."""
    with tenancy.inside(alfa):
        found = Person.objects.get(family_name="Żak")
        return {name: getattr(found, name) for name in (*TYPED, "version")}


def correct(browser, zak, page, **typed):
    told = {**TYPED, **page, "reason": "pomyłka", **typed}
    return browser.post(f"/uczestnicy/{zak.pk}/popraw/", told)


@pytest.fixture
def compared(browser, jan, zak):
    """Jan changed phone and street first; Anna typed another street and another place."""
    address = f"/uczestnicy/{zak.pk}/popraw/"
    page = opened(browser, address)
    saved = correct(jan, zak, opened(jan, address), phone="700700700", street="Nowa 2")
    assert saved.status_code == 302
    return correct(browser, zak, page, street="Stara 3", place="Sierakowice")


def test_each_field_says_what_it_was_what_it_is_who_made_it_so_and_what_was_typed(compared):
    fields = {field.name: field for field in compared.context["form"].comparison.fields}

    assert set(fields) == {"phone", "street", "place"}
    street = fields["street"]
    assert (street.opened, street.current, street.typed) == ("Prosta", "Nowa 2", "Stara 3")
    assert street.changed.who == "Jan Hinc"
    assert fields["place"].changed is None


def test_what_only_one_of_them_changed_is_proposed_and_what_both_did_is_not(compared):
    proposed = {field.name: field.chosen for field in compared.context["form"].comparison.fields}

    assert proposed == {"phone": "theirs", "place": "mine", "street": ""}


def test_the_choices_are_saved_on_the_version_that_was_shown(browser, zak, alfa, compared):
    form = compared.context["form"]
    told = {**sent_by(form.comparison, street="mine"), "version": form["version"].value()}

    answer = browser.post(f"/uczestnicy/{zak.pk}/popraw/", {**told, "opened": form["opened"].data})

    stored = held(alfa)
    assert answer.status_code == 302
    assert (stored["phone"], stored["street"]) == ("700700700", "Stara 3")
    assert (stored["place"], stored["version"]) == ("Sierakowice", 3)


def test_without_a_choice_where_both_changed_nothing_is_saved_and_the_field_is_marked(
    browser, zak, alfa, compared
):
    form = compared.context["form"]
    told = {**sent_by(form.comparison, place="theirs"), "version": form["version"].value()}

    again = browser.post(f"/uczestnicy/{zak.pk}/popraw/", {**told, "opened": form["opened"].data})

    fields = {field.name: field for field in again.context["form"].comparison.fields}
    assert held(alfa)["version"] == 2
    assert fields["street"].is_missing
    assert fields["place"].chosen == "theirs"
    assert (fields["street"].opened, fields["street"].typed) == ("Prosta", "Stara 3")


def test_an_unanswered_choice_is_asked_again_even_after_another_mistake(
    browser, zak, alfa, compared
):
    form, address = compared.context["form"], f"/uczestnicy/{zak.pk}/popraw/"
    told = {**sent_by(form.comparison), "version": form["version"].value()}
    told |= {"opened": form["opened"].data, "postal_code": "83"}

    mistaken = browser.post(address, told)
    again = {
        **told,
        "postal_code": "83-300",
        "version": mistaken.context["form"]["version"].value(),
    }
    asked = ("compared", "seen", "choice_")
    answer = browser.post(address, {k: v for k, v in again.items() if not k.startswith(asked)})

    assert answer.context["form"].comparison is not None
    assert held(alfa)["street"] == "Nowa 2"


def test_a_third_edit_in_between_is_compared_again_and_asks_only_about_itself(
    browser, jan, zak, alfa, compared
):
    form = compared.context["form"]
    page = opened(jan, f"/uczestnicy/{zak.pk}/popraw/")
    correct(jan, zak, page, phone="700700700", street="Inna 4")

    told = {**sent_by(form.comparison, street="theirs"), "version": form["version"].value()}
    again = browser.post(f"/uczestnicy/{zak.pk}/popraw/", {**told, "opened": form["opened"].data})

    fields = {field.name: field for field in again.context["form"].comparison.fields}
    assert held(alfa)["street"] == "Inna 4"
    assert fields["street"].current == "Inna 4"
    assert fields["street"].chosen == ""


def test_a_pesel_changed_by_both_is_never_shown_and_never_overwritten_unasked(
    browser, jan, zak, alfa
):
    address = f"/uczestnicy/{zak.pk}/popraw/"
    page, of_jan = opened(browser, address), opened(jan, address)
    other = make_pesel(3)
    correct(jan, zak, of_jan, pesel=make_pesel(2))

    answer = correct(browser, zak, page, pesel=other)

    fields = {field.name: field for field in answer.context["form"].comparison.fields}
    assert fields["pesel"].chosen == ""
    assert make_pesel(2) not in answer.content.decode()
    assert held(alfa)["pesel"] == make_pesel(2)
    form = answer.context["form"]
    told = {**sent_by(form.comparison, pesel="theirs"), "version": form["version"].value()}
    browser.post(address, {**told, "opened": form["opened"].data})
    assert held(alfa)["pesel"] == make_pesel(2)


def make_pesel(serial: int) -> str:
    return pesel.make(born_on=make.date(1885, 2, 28), sex="M", serial=serial)


def test_a_page_that_cannot_say_what_it_showed_lets_nothing_be_chosen_unasked(
    browser, jan, zak, alfa
):
    correct(jan, zak, opened(jan, f"/uczestnicy/{zak.pk}/popraw/"), street="Nowa 2")

    answer = correct(browser, zak, {"version": "1", "opened": "made up"}, street="Stara 3")

    assert [field.chosen for field in answer.context["form"].comparison.fields] == [""]


def test_two_exits_of_one_participation_are_compared_outcome_by_outcome(browser, jan, zak, alfa):
    address = f"/uczestnicy/{zak.pk}/zakoncz/"
    page, of_jan = opened(browser, address), opened(jan, address)
    exit_of_jan = {
        "ended_on": "01.10.2026",
        "completed_path": "yes",
        "exit_situation": "TOOK_UP_WORK",
        "EMPLOYMENT_on": "10.10.2026",
        "EMPLOYMENT_evidence": "CONTRACT",
    }
    jan.post(address, {**exit_of_jan, **of_jan})

    told = {"ended_on": "02.10.2026", "completed_path": "yes", "exit_situation": "SEEKS_WORK"}
    answer = browser.post(address, {**told, **page})

    fields = {field.name: field.chosen for field in answer.context["form"].comparison.fields}
    assert fields == {
        "ended_on": "",
        "exit_situation": "",
        "EMPLOYMENT_on": "theirs",
        "EMPLOYMENT_evidence": "theirs",
    }


def test_typing_the_same_as_the_other_leaves_nothing_to_choose(browser, jan, zak):
    address = f"/uczestnicy/{zak.pk}/popraw/"
    page = opened(browser, address)
    correct(jan, zak, opened(jan, address), street="Nowa 2")

    answer = correct(browser, zak, page, street="Nowa 2")

    assert answer.context["form"].comparison.fields == []


@pytest.mark.parametrize("template", OWN_FIELDS, ids=lambda path: path.name)
def test_a_page_that_draws_its_own_fields_draws_the_comparison_too(template):
    text = template.read_text()

    assert "{{ form.opened }}" in text
    assert 'include "ui/components/comparison.html"' in text


def test_a_page_that_draws_no_comparison_saves_nothing_however_often_it_is_sent(
    browser, jan, zak, alfa
):
    address = f"/uczestnicy/{zak.pk}/popraw/"
    page = opened(browser, address)
    correct(jan, zak, opened(jan, address), street="Nowa 2")

    for _time in range(2):
        answer = correct(browser, zak, page, street="Stara 3")
        page |= {"version": str(answer.context["form"]["version"].value())}

    assert held(alfa)["street"] == "Nowa 2"
