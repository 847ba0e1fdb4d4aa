"""Which period a cascade of targets opens on: the one we are in, else the final target, else the nearest."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import translation

from dashboards.targets import cascades, choosing
from dashboards.targets.cascades import FINAL, Choice, Said
from indicators.targets.rules import Cells

ON = date(2026, 11, 21)
YEAR, HALF, LONG_AGO = "2026-01-01_2026-12-31", "2026-07-01_2026-12-31", "2019-01-01_2019-12-31"
CODES = [("PEOPLE", "Ludzie"), ("EMPLOYED", "Praca")]


def said(*days: str, code: str = "PEOPLE") -> list[Said]:
    return [
        Said(code=code, subset="", days=each, period="Plan", cells=Cells(None, None, 5))
        for each in days
    ]


@pytest.mark.parametrize(
    ("planned", "shown"),
    [
        ((FINAL, LONG_AGO, YEAR), YEAR),
        ((FINAL, HALF, YEAR, YEAR), YEAR),
        ((FINAL, LONG_AGO), FINAL),
        ((LONG_AGO, "2024-01-01_2024-12-31"), "2024-01-01_2024-12-31"),
        ((), FINAL),
    ],
)
def test_a_cascade_opens_on_the_period_we_are_in(planned, shown):
    assert choosing.chosen(QueryDict(), CODES, said(*planned), on=ON).days == shown


def test_what_the_address_asks_for_is_shown_the_final_target_too():
    every = said(FINAL, LONG_AGO, YEAR)

    asked = [
        choosing.chosen(QueryDict(f"okres={days}"), CODES, every, on=ON).days
        for days in (LONG_AGO, "koncowy", "nonsens")
    ]

    assert asked == [LONG_AGO, FINAL, YEAR]


def test_every_choice_is_an_address_that_leads_back_to_it():
    every = said(FINAL, YEAR)
    periods = cascades.periods_of(every)

    _indicator, target = choosing.chips(Choice("PEOPLE", YEAR), CODES, periods)

    chosen = [
        choosing.chosen(QueryDict(link.url[1:]), CODES, every, on=ON).days
        for link in target.choices
    ]
    assert chosen == [days for days, _name in periods]


def test_a_year_that_nobody_planned_is_said_to_be_so():
    with translation.override("pl"):
        final = choosing.unplanned(Choice("PEOPLE"), QueryDict(), on=ON)
        near = choosing.unplanned(Choice("PEOPLE", LONG_AGO), QueryDict(), on=ON)

    assert final == "Nikt nie ustalił celów na rok 2026: pokazano końcowe, na cały czas."
    assert near == "Nikt nie ustalił celów na rok 2026: pokazano najbliższe."
    assert choosing.unplanned(Choice("PEOPLE", YEAR), QueryDict(), on=ON) == ""
    assert choosing.unplanned(Choice("PEOPLE"), QueryDict("okres=koncowy"), on=ON) == ""


def test_a_project_that_was_over_before_the_period_is_not_asked_for_a_target():
    assert cascades.concerns(YEAR, date(2025, 9, 1), date(2026, 1, 1))
    assert not cascades.concerns(YEAR, date(2019, 1, 1), date(2025, 12, 31))
    assert cascades.concerns(FINAL, date(2019, 1, 1), date(2025, 12, 31))


def test_a_project_that_begins_in_march_plans_the_same_year_as_its_unit():
    part, elsewhere = "2026-03-15_2026-12-31", "2019-03-15_2019-12-31"
    every = said(YEAR, part, elsewhere)

    read = cascades.read_as(every, cascades.wholes(every))

    assert [one.days for one in read] == [YEAR, YEAR, elsewhere]
    assert len(cascades.periods_of(read)) == 3
