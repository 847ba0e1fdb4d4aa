"""The pages behind the dashboard: choices kept in links, unknown ones told, gaps named."""

from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils import translation

from dashboards.metropolis import breakdowns, comparisons, editions, indicators, scope, tabs
from dashboards.metropolis.codes import EMPLOYED, RISK
from dashboards.metropolis.models import Release
from dashboards.metropolis.queries import HIDDEN, Pair, Promised, Scope
from indicators.definitions.models import Definition
from territory.models import Unit
from tests.dashboards.metropolis.views_made import view

UNITS = [
    Unit(code="2205", display_name="powiat kartuski", population_count=150_000),
    Unit(code="2264", display_name="miasto Sopot", population_count=30_000),
    Unit(code="2210", display_name="powiat nowodworski", population_count=35_000),
]
YEARS = ["2017", "2018", "2019"]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("typed", "found", "said"),
    [
        ("okres=2018&powiat=2205", Scope("2205", "2018"), []),
        ("okres=1999", Scope("", "2017"), ["nearest year, 2017"]),
        ("okres=2031-05", Scope("", "2019"), ["nearest year, 2019"]),
        ("okres=kiedys", Scope(), ["from the start are shown"]),
        ("powiat=220501", Scope("2205"), ["powiat kartuski is shown"]),
        ("powiat=1465", Scope(), ["all of them are shown"]),
        ("okres=²²²²&powiat=1465", Scope(), ["from the start", "all of them"]),
    ],
)
def test_what_cannot_be_had_is_told_and_the_nearest_is_shown(typed, found, said):
    asked, complaints = scope.read(QueryDict(typed), years=YEARS, units=UNITS)

    assert asked == found
    assert len(complaints) == len(said)
    assert all(part in text for part, text in zip(said, complaints, strict=True))


def test_every_page_of_the_dashboard_keeps_the_period_and_the_place():
    links = tabs.tabs(Scope("2205", "2019"), "basket")

    assert all(link.url.endswith("?okres=2019&powiat=2205") for link in links)
    assert [link.label for link in links if link.current] == ["Basket of support"]


def test_a_filter_keeps_what_the_page_chose_beside_it():
    chips = scope.filters(Scope(), years=YEARS, units=UNITS, kept={"cecha": "age_band"})

    assert all("cecha=age_band" in link.url for chip in chips for link in chip.choices)


def test_an_unknown_trait_and_indicator_are_told():
    choice, complaints = breakdowns.read(QueryDict("wskaznik=X&cecha=wzrost"), {RISK: object()})

    assert choice == breakdowns.Choice()
    assert len(complaints) == 2


def test_an_unknown_measure_is_told():
    measure, complaints = comparisons.read(QueryDict("miara=szczescie"))

    assert (measure, len(complaints)) == ("mieszkancy", 1)


def compared(pairs, **told):
    promised = {code: Promised(1, Decimal(1_000_000)) for code, _definition in pairs}
    return view(
        figures={("", RISK): Pair(900, 800)} | pairs,
        units=UNITS,
        promised={"": Promised(2, Decimal(2_000_000))} | promised,
        release=Release(),
        **told,
    )


def test_places_without_a_rate_follow_by_name_and_are_named():
    shown = compared(
        {
            ("2205", RISK): Pair(700, 600),
            ("2264", RISK): Pair(HIDDEN, HIDDEN),
        }
    )

    chart = comparisons.chart(shown, "mieszkancy")

    assert [row[0][1].value for row in chart.table.parts.__next__()[1]] == [
        "powiat kartuski",
        "miasto Sopot",
        "powiat nowodworski",
    ]
    said = comparisons.coverage(shown, comparisons.kinds()["mieszkancy"])
    assert "Compared: 1 of 3" in said
    assert "Hidden: miasto Sopot." in said
    assert "Without figures: powiat nowodworski." in said


def test_a_rate_has_a_base_of_twenty_and_says_what_it_is_made_of():
    shown = compared(
        {
            ("2205", RISK): Pair(700, 600),
            ("2205", EMPLOYED): Pair(150, 150),
            ("2264", RISK): Pair(19, 19),
            ("2264", EMPLOYED): Pair(9, 9),
        }
    )

    rows = comparisons.chart(shown, "praca").table.rows

    assert rows[0] == ("powiat kartuski", "25.0%", "150 of 600")
    assert rows[1] == ("miasto Sopot", "too few to compare", "–")


def test_nobody_is_no_lowest_rate_and_a_handful_is_none_either():
    shown = compared(
        {
            ("2205", RISK): Pair(70, 60),
            ("2264", RISK): Pair(19, 19),
            ("2210", RISK): Pair(0, 0),
        }
    )

    chart = comparisons.chart(shown, "mieszkancy")
    said = comparisons.coverage(shown, comparisons.kinds()["mieszkancy"])

    assert "lowest" not in chart.finding
    assert [row[1] for row in chart.table.rows] == ["4.0", "too few to compare", "nobody yet"]
    assert "fewer than 20: miasto Sopot." in said
    assert "Nobody yet: powiat nowodworski." in said


@pytest.mark.parametrize(("year", "word"), [("2025", "nobody"), ("2026", "nobody yet")])
def test_nobody_came_in_a_year_that_is_over_and_somebody_may_in_this_one(year, word):
    shown = compared({("2205", RISK): Pair(0, 0)}, scope=Scope(period=year))

    rows = comparisons.chart(shown, "mieszkancy").table.rows

    assert dict(row[:2] for row in rows)["powiat kartuski"] == word


def test_a_comparison_is_of_the_whole_programme_whatever_unit_was_chosen():
    shown = compared({("2205", RISK): Pair(70, 60)}, scope=Scope("2205"))

    assert comparisons.chart(shown, "mieszkancy").about == "the whole programme"


@pytest.mark.parametrize("measure", ["cel", "koszt"])
def test_money_and_targets_are_of_no_single_year(measure):
    assert comparisons.chart(compared({}, scope=Scope(period="2019")), measure) is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Klub Integracji Społecznej", "Klub Integracji Społecznej II"),
        ("Szukam... Znajduję... Pracuję...", "Szukam... znajduję... Pracuję... II"),
        ("Aktywizacja (edycja I)", "Aktywizacja (edycja II)"),
    ],
)
def test_editions_of_one_project_share_their_title(first, second):
    assert editions.series(first) == editions.series(second)


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("", True),
        ("sciezka UKOŃCZONA", True),
        ("path_comp", True),
        ("ukonczona praca", False),
    ],
)
def test_an_indicator_is_found_by_any_words_of_its_name(words, is_found):
    one = Definition(code="PATH_COMPLETED", name_pl="Ukończona ścieżka", short_name_pl="Ścieżka")

    with translation.override("pl"):
        assert indicators.speaks_of(one, words) is is_found
