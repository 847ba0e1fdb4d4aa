"""The press notes: the text of the metropolis comes out again, and every sentence agrees with its number."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dashboards.public import facts
from dashboards.public.contents import HIDDEN, NO_DATA
from dashboards.public.wording import notes, notes_en, notes_pl
from dashboards.public.wording.facts import ProgrammeFacts, ProjectFacts, UnitFacts
from dashboards.public.wording.places import BY_SLUG, PLACES
from tests.make import public

TRICKY = (0, 1, 2, 5, 12, 22, 112)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _project(**told) -> ProjectFacts:
    usual = {
        "unit_code": "2205",
        "edition_no": 2,
        "people": 200,
        "employed": 81,
        "leader": "Powiat Kartuski",
        "partners": public.PARTNERS,
        "starts_on": date(2019, 11, 1),
        "ends_on": date(2022, 9, 30),
        "is_over": True,
        "eu_amount": Decimal(2_340_000),
        "areas": 5,
    }
    return ProjectFacts(**{**usual, **told})


def _programme(**told) -> ProgrammeFacts:
    usual = {
        "people": 5_000,
        "disabled": 1_470,
        "employed": 1_560,
        "projects_count": 36,
        "eu_projects_count": 17,
        "eu_amount": Decimal(44_600_000),
        "units": tuple(PLACES),
    }
    return ProgrammeFacts(**{**usual, **told})


def _unit(**told) -> UnitFacts:
    usual = {"unit_code": "2205", "people": 1_085, "disabled": 355, "employed": 345}
    return UnitFacts(**{**usual, "projects_count": 11, **told})


def test_the_note_on_powiat_kartuski_says_what_the_metropolis_published():
    content = public.content()

    note = notes.project(facts.project(content, content.projects[0]), "pl")

    text = plain(note.text)
    assert note.headline == "W powiecie kartuskim wsparcie otrzymało 200 osób, pracę znalazło 81"
    assert "w powiecie kartuskim (edycja II) skorzystało 200 osób zagrożonych ubóstwem" in text
    assert "pracę znalazło 81 osób." in text
    assert "obejmował 5 obszarów: społeczny, zdrowotny, zawodowy, edukacyjny oraz wsparcie" in text
    assert "trwał od listopada 2019 r. do września 2022 r. Partnerzy projektu to gminy:" in text
    assert "gminy: Kartuzy, Żukowo, Somonino, Przodkowo i Chmielno oraz Fundacja Edukacji" in text
    assert "Wartość dofinansowania unijnego to 2,34 mln zł." in text
    assert text.endswith("podajemy za: Metropolia Gdańsk-Gdynia-Sopot, nota prasowa.")


def test_the_note_on_the_programme_says_what_the_metropolis_published():
    text = plain(notes.programme(_programme(), "pl").text)

    assert "skorzystało już 5 tysięcy osób zagrożonych ubóstwem lub wykluczeniem" in text
    assert "w tym prawie 1,5 tysiąca osób z niepełnosprawnościami." in text
    assert (
        "dla mieszkańców Gdańska, Gdyni i Sopotu oraz powiatów: gdańskiego, kartuskiego, "
        "nowodworskiego, puckiego, tczewskiego i wejherowskiego." in text
    )


SUPPORTED = {
    0: "W powiecie kartuskim ze wsparcia nie skorzystał jeszcze nikt.",
    1: "W powiecie kartuskim ze wsparcia skorzystała 1 osoba zagrożona ubóstwem",
    2: "W powiecie kartuskim ze wsparcia skorzystały 2 osoby zagrożone ubóstwem",
    5: "W powiecie kartuskim ze wsparcia skorzystało 5 osób zagrożonych ubóstwem",
    12: "W powiecie kartuskim ze wsparcia skorzystało 12 osób zagrożonych ubóstwem",
    22: "W powiecie kartuskim ze wsparcia skorzystały 22 osoby zagrożone ubóstwem",
    112: "W powiecie kartuskim ze wsparcia skorzystało 112 osób zagrożonych ubóstwem",
}
DISABLED = {
    0: "społecznym.",
    1: "w tym 1 osoba z niepełnosprawnością.",
    2: "w tym 2 osoby z niepełnosprawnościami.",
    5: "w tym 5 osób z niepełnosprawnościami.",
    12: "w tym 12 osób z niepełnosprawnościami.",
    22: "w tym 22 osoby z niepełnosprawnościami.",
    112: "w tym 112 osób z niepełnosprawnościami.",
}
EMPLOYED = {
    0: "Pracy nie znalazł jeszcze nikt.",
    1: "pracę znalazła 1 osoba.",
    2: "pracę znalazły 2 osoby.",
    5: "pracę znalazło 5 osób.",
    12: "pracę znalazło 12 osób.",
    22: "pracę znalazły 22 osoby.",
    112: "pracę znalazło 112 osób.",
}
PROJECTS_HERE = {
    0: "",
    1: "Na tę pomoc złożył się 1 projekt.",
    2: "Na tę pomoc złożyły się 2 projekty.",
    5: "Na tę pomoc złożyło się 5 projektów.",
    12: "Na tę pomoc złożyło się 12 projektów.",
    22: "Na tę pomoc złożyły się 22 projekty.",
    112: "Na tę pomoc złożyło się 112 projektów.",
}


@pytest.mark.parametrize("number", TRICKY)
def test_each_sentence_on_a_unit_agrees_with_its_number(number):
    people = plain(notes.unit(_unit(people=number), "pl").text)
    disabled = plain(notes.unit(_unit(disabled=number), "pl").text)
    employed = plain(notes.unit(_unit(employed=number), "pl").text)
    projects = plain(notes.unit(_unit(projects_count=number), "pl").text)

    assert people.startswith(SUPPORTED[number])
    assert DISABLED[number] in disabled
    assert EMPLOYED[number] in employed
    assert PROJECTS_HERE[number] in projects


PROJECTS = {
    0: "",
    1: "Na program składa się 1 projekt.",
    2: "Na program składają się 2 projekty.",
    5: "Na program składa się 5 projektów.",
    12: "Na program składa się 12 projektów.",
    22: "Na program składają się 22 projekty.",
    112: "Na program składa się 112 projektów.",
}
MONEY = {
    0: "",
    1: "ogłoszono dla 1 projektu; to razem",
    2: "ogłoszono dla 2 projektów; to razem",
    5: "ogłoszono dla 5 projektów; to razem",
    12: "ogłoszono dla 12 projektów; to razem",
    22: "ogłoszono dla 22 projektów; to razem",
    112: "ogłoszono dla 112 projektów; to razem",
}


@pytest.mark.parametrize("number", TRICKY)
def test_each_sentence_on_the_programme_agrees_with_its_number(number):
    projects = plain(notes.programme(_programme(projects_count=number), "pl").text)
    money = plain(
        notes.programme(_programme(projects_count=200, eu_projects_count=number), "pl").text
    )

    assert PROJECTS[number] in projects
    assert MONEY[number] in money


HEADLINES = {
    0: "Efekty projektu w powiecie kartuskim (edycja II)",
    1: "W powiecie kartuskim wsparcie otrzymała 1 osoba, pracę znalazła 1",
    2: "W powiecie kartuskim wsparcie otrzymały 2 osoby, pracę znalazły 2",
    5: "W powiecie kartuskim wsparcie otrzymało 5 osób, pracę znalazło 5",
    12: "W powiecie kartuskim wsparcie otrzymało 12 osób, pracę znalazło 12",
    22: "W powiecie kartuskim wsparcie otrzymały 22 osoby, pracę znalazły 22",
    112: "W powiecie kartuskim wsparcie otrzymało 112 osób, pracę znalazło 112",
}
AREAS = {
    0: "",
    1: "obejmował 1 obszar.",
    2: "obejmował 2 obszary.",
    5: "obejmował 5 obszarów: społeczny",
    12: "obejmował 12 obszarów.",
    22: "obejmował 22 obszary.",
    112: "obejmował 112 obszarów.",
}


@pytest.mark.parametrize("number", TRICKY)
def test_each_sentence_on_a_project_agrees_with_its_number(number):
    both = notes.project(_project(people=number, employed=number), "pl")
    areas = plain(notes.project(_project(areas=number), "pl").text)

    assert plain(both.headline) == HEADLINES[number]
    assert AREAS[number] in areas


@pytest.mark.parametrize("number", TRICKY)
def test_english_has_one_person_and_many_people(number):
    text = notes.unit(_unit(people=number, projects_count=number), "en").text

    if number == 0:
        assert "supported nobody yet." in text
    else:
        assert f"{number} {'person' if number == 1 else 'people'} at risk" in text
        assert f"{number} {'project' if number == 1 else 'projects'}." in text


def test_english_tells_the_same_project():
    text = plain(notes.project(_project(), "en").text)

    assert "has supported 200 people" in text
    assert "81 people found work" in text
    assert "PLN 2.34 million" in text
    assert "from November 2019 to September 2022" in text


def test_a_hidden_number_is_said_to_be_hidden_and_an_unknown_one_is_left_out():
    hidden = _project(people=HIDDEN, employed=HIDDEN)
    unknown = _project(people=NO_DATA, employed=NO_DATA)

    assert notes_pl.HIDDEN_PEOPLE in notes.project(hidden, "pl").text
    assert notes_pl.HIDDEN_EMPLOYED in notes.project(hidden, "pl").text
    assert notes_en.HIDDEN_EMPLOYED in notes.project(hidden, "en").text
    assert "osób" not in notes.project(unknown, "pl").paragraphs[0]


def test_what_is_made_up_is_not_told_as_if_it_were_published():
    content = public.content(official=())
    invented = replace(content.projects[0], invented=("starts_on", "eu_amount"))

    text = notes.project(facts.project(content, invented), "pl").text

    assert "2019" not in text
    assert "Wartość dofinansowania" not in text
    assert "Liderem projektu jest Powiat Kartuski." in text


@pytest.mark.parametrize(
    ("partners", "sentence"),
    [
        ((), ""),
        ((("Gmina Somonino", "gmina"),), "Partner projektu to gmina Somonino."),
        ((("Fundacja Pokolenia", "ngo"),), "Partner projektu to Fundacja Pokolenia."),
        (
            (("Gmina Miejska Pruszcz Gdański", "gmina"), ("Gmina Pruszcz Gdański", "gmina")),
            "Partnerzy projektu to gminy: Pruszcz Gdański (miasto) i Pruszcz Gdański.",
        ),
        (
            (("Gmina Kartuzy", "gmina"), ("Fundacja A", "ngo"), ("Bank B", "other")),
            "Partnerzy projektu to gmina Kartuzy oraz Fundacja A i Bank B.",
        ),
    ],
)
def test_partners_are_named_in_one_sentence(partners, sentence):
    text = notes.project(_project(partners=partners), "pl").text

    assert sentence in text
    assert ("Partner" in text) == bool(sentence)


LOCATIVES = {
    "2261": "w Gdańsku",
    "2262": "w Gdyni",
    "2264": "w Sopocie",
    "2204": "w powiecie gdańskim",
    "2205": "w powiecie kartuskim",
    "2210": "w powiecie nowodworskim",
    "2211": "w powiecie puckim",
    "2214": "w powiecie tczewskim",
    "2215": "w powiecie wejherowskim",
}


def test_every_unit_has_its_locative_and_an_address():
    assert {code: name.where for code, name in PLACES.items()} == LOCATIVES
    assert len(BY_SLUG) == len(PLACES)
    assert all(slug.isascii() and slug == slug.lower() for slug in BY_SLUG)


def test_english_names_cities_and_powiats_as_a_sentence_does():
    several = _programme(units=("2261", "2262", "2204", "2211"))
    one = _programme(units=("2205",))

    told = "for residents of Gdańsk and Gdynia, and of the powiats gdański and pucki."
    assert told in notes.programme(several, "en").text
    assert "for residents of powiat kartuski." in notes.programme(one, "en").text
    assert "supported in powiat kartuski" in notes.unit(_unit(), "en").headline
