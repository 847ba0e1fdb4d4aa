"""The metropolis's API tells what its pages tell: the same numbers, the same zeros, the same silence."""

import gzip
from datetime import date

import pytest
from django.http import QueryDict

from core import tenancy
from core.days import today
from dashboards.metropolis import pages
from dashboards.metropolis import queries as metropolis_queries
from dashboards.metropolis.codes import RISK, Trait
from dashboards.metropolis.models import ReleasedCell
from dashboards.metropolis.queries import HIDDEN, NO_DATA, Scope
from dashboards.metropolis.releasing import WHOLE_TIME
from dashboards.serving import queries
from tests.make import serving

UNITS = ("", "2205", "2264")
STATES = {HIDDEN: "hidden", NO_DATA: "no-data"}


@pytest.fixture
def release(alfa):
    return serving.release(alfa)


@pytest.fixture
def program(metropolis):
    return serving.program()


def test_before_the_first_release_there_is_nothing_to_tell(program):
    answer = program.get("/values/").json()

    assert answer == {"release": None, "items": []}
    assert program.get("/units/").json()["items"][0]["data"] == "no-projects"


def test_units_say_whether_their_data_are_in(program, release):
    items = {one["code"]: one for one in program.get("/units/").json()["items"]}

    assert len(items) == 9
    assert items["2205"]["data"] in ("complete", "late")
    assert items["2205"]["kind"] == "powiat"
    assert (items["2264"]["data"], items["2264"]["kind"]) == ("no-projects", "city")


def test_every_value_is_the_one_that_the_pages_show(program, release):
    told = {
        (one["unit"], one["indicator"], one["period"]): one
        for one in program.get("/values/").json()["items"]
        if not one["sex"] and not one["disability"]
    }
    compared = 0
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        version = pages.version(on=today())
        for period in (WHOLE_TIME, *release.years):
            view = _view(version, period)
            for unit in UNITS:
                for code in queries.told():
                    if queries.in_a_rate(code) and period != WHOLE_TIME:
                        continue
                    place = unit or "programme", code, "all" if period == WHOLE_TIME else period
                    assert _as_on_page(told[place]) == _pair(view.in_unit(unit, code)), place
                    compared += 1

    assert compared > 30
    assert told["programme", RISK, "all"]["people"] == 30
    assert told["2264", RISK, "all"]["state"] == "no-data"


@pytest.mark.parametrize("unit", ["", "2205"])
def test_women_and_men_are_told_as_the_pages_break_them_down(program, release, unit):
    items = program.get(f"/values/?unit={unit or 'programme'}&period=all").json()["items"]
    for code in (RISK, "PEOPLE_WITH_DISABILITIES"):
        told = {
            one["sex"]: _as_on_page(one)
            for one in items
            if one["indicator"] == code and one["sex"] and not one["disability"]
        }
        with tenancy.acting_as(tenancy.Role.METROPOLIS):
            scope = Scope(unit, WHOLE_TIME)
            shown = metropolis_queries.breakdown(release, scope, code, Trait.SEX)

        assert told == {sex: _pair(pair) for (sex, _all), pair in shown.items()}


def test_other_traits_are_told_as_the_pages_break_them_down(program, release):
    items = program.get(f"/breakdowns/?unit=programme&period=all&indicator={RISK}").json()["items"]
    told = {
        (one["value"], one["sex"] or ""): _as_on_page(one)
        for one in items
        if one["trait"] == Trait.AGE_BAND
    }
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        shown = metropolis_queries.breakdown(release, Scope(), RISK, Trait.AGE_BAND)

    assert told == {key: _pair(pair) for key, pair in shown.items()}
    assert len(told) > 4


def test_a_hidden_figure_has_a_state_and_no_number(program, alfa):
    serving.release(alfa, people=3)

    answer = program.get(f"/values/?indicator={RISK}&unit=2205&period=all").json()
    (whole,) = [one for one in answer["items"] if not one["sex"] and not one["disability"]]

    assert whole["state"] == "hidden"
    assert whole["participations"] is whole["people"] is whole["since"] is None


def test_no_project_is_told(program, release):
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        cells = ReleasedCell.objects.filter(project_id__isnull=False)
        projects = {str(pk) for pk in cells.values_list("project_id", flat=True)}

    assert projects
    for address in ("/values/", "/breakdowns/", "/units/"):
        assert not [one for one in projects if one in program.get(address).content.decode()]


@pytest.mark.parametrize("query", ["unit=1465", "indicator=X", "period=1999", "powiat=2205"])
def test_what_there_is_not_is_refused_with_what_there_is(program, release, query):
    answer = program.get(f"/values/?{query}")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == query.partition("=")[0]


def test_who_has_the_release_already_gets_no_second_copy(program, release, alfa):
    first = program.get("/values/")
    again = program.get("/values/", **{"If-None-Match": first["ETag"]})
    part = program.get("/values/?unit=programme")

    assert (again.status_code, again.content) == (304, b"")
    assert part["ETag"] != first["ETag"]


def test_it_comes_packed_for_whoever_takes_it(program, release):
    plain = program.get("/values/")
    packed = program.get("/values/", **{"Accept-Encoding": "gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) * 5 < len(plain.content)


def test_indicators_are_those_of_which_values_are_told(program, release):
    known = {one["code"] for one in program.get("/indicators/").json()["items"]}

    assert {one["indicator"] for one in program.get("/values/").json()["items"]} == known


def _view(version, period):
    chosen = "" if period == WHOLE_TIME else f"okres={period}"
    return pages.look(QueryDict(chosen), version)[0]


def _pair(pair):
    """A figure of a page as the API would say it."""
    state = STATES.get(pair.people, "shown")
    shown = (pair.participations, pair.people, pair.since)
    return (state, *(shown if state == "shown" else (None, None, None)))


def _as_on_page(told):
    since = told["since"]
    return (
        told["state"],
        told["participations"],
        told["people"],
        date.fromisoformat(since) if since else None,
    )
