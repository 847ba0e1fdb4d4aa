"""What a map can be asked for, and what is said of the rest."""

import pytest
from django.http import QueryDict

from dashboards.maps import asking
from dashboards.maps.asking import Asked, Offered

OFFERED = Offered(
    indicators={"PEOPLE_AT_RISK": "People", "EMPLOYED_AFTER": "In work", "PATH_COMPLETED": "Path"},
    years=["2026", "2025", "2019"],
    units={"2205": "powiat kartuski", "2261": "miasto Gdańsk"},
    bordered=["powiaty"],
)


def read(query):
    return asking.read(QueryDict(query), OFFERED)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "widok=mapa",
        "miara=liczba&okres=2019",
        "wskaznik=EMPLOYED_AFTER",
        "poziom=gminy",
        "poziom=gminy&powiat=2205&widok=tabela",
    ],
)
def test_every_state_is_read_back_from_its_own_address(query):
    asked, complaints = read(query)

    assert complaints == []
    assert asking.read(QueryDict(asked.query.lstrip("?")), OFFERED) == (asked, [])


@pytest.mark.parametrize(
    ("query", "expected", "words"),
    [
        ("poziom=gmina", Asked(level="gminy", measure="liczba"), "gminas"),
        ("poziom=kosmos", Asked(), "powiats and cities"),
        ("okres=2035", Asked(period="2026"), "2026"),
        ("okres=2018", Asked(period="2019"), "2019"),
        ("okres=wczoraj", Asked(), "from the start of the programme"),
        ("wskaznik=EMPLOYED", Asked(indicator="EMPLOYED_AFTER"), "In work"),
        ("miara=liczby", Asked(measure="liczba"), "number of people"),
        ("widok=kafelek", Asked(), "Tiles"),
        ("poziom=gminy&powiat=2206", Asked("gminy", "liczba", unit="2205"), "powiat kartuski"),
        ("poziom=gminy&okres=2025", Asked("gminy", "liczba"), "from the start of the programme"),
        ("poziom=gminy&miara=na-10-tys", Asked("gminy", "liczba"), "number of people"),
        ("poziom=gminy&wskaznik=PATH_COMPLETED", Asked("gminy", "liczba"), "People"),
        ("poziom=gminy&widok=mapa", Asked("gminy", "liczba"), "Tiles"),
    ],
)
def test_what_cannot_be_had_is_said_and_the_nearest_choice_is_shown(query, expected, words):
    asked, [complaint] = read(query)

    assert asked == expected
    assert complaint.endswith(f"Shown is: {words}.")


def test_a_sentence_repeats_little_of_what_a_stranger_typed():
    _asked, [complaint] = read("okres=" + "x" * 500 + "%1b%00")

    assert len(complaint) < 120
    assert complaint.isprintable()


def test_a_level_takes_along_what_it_can():
    asked = Asked(period="2025", indicator="EMPLOYED_AFTER", view="tabela")

    gminy = asked.with_(level="gminy", unit="2205")

    assert gminy == Asked("gminy", "liczba", "EMPLOYED_AFTER", unit="2205", view="tabela")
    assert gminy.with_(level="powiaty").unit == ""


def test_every_choice_is_a_link_that_keeps_the_rest():
    asked, _complaints = read("okres=2019&wskaznik=EMPLOYED_AFTER")

    chips = {chip.label: chip for chip in asking.filters(asked, OFFERED)}

    assert [
        choice.label for chip in chips.values() for choice in chip.choices if choice.current
    ] == [
        "powiats and cities",
        "In work",
        "people per 10,000 residents",
        "2019",
    ]
    counts = chips["Shown as"].choices[1].url
    assert read(counts.lstrip("?"))[0] == asked.with_(measure="liczba")


def test_borders_are_offered_where_they_are_loaded():
    assert list(OFFERED.views("powiaty")) == ["kafelki", "mapa", "tabela"]
    assert list(OFFERED.views("gminy")) == ["kafelki", "tabela"]
