"""Inside or outside a revitalised area: the worked cases of Kartuzy, and laws over all lists."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.agreements.rules import (
    Address,
    Area,
    HouseNumber,
    Parity,
    Range,
    Reason,
    Side,
    UnreadableLine,
    as_line,
    judged,
    read_line,
    side_of,
)

ON = date(2021, 3, 1)
KARTUZY, ZUKOWO = "2205023", "2205083"
LIST = (
    "ul. Dworcowa 1-15 nieparzyste",
    "Dworcowa 2–20a parzyste",
    "Rynek",
    "gen. Józefa Hallera 1-20",
    "3 Maja od 1 do 9",
    "Plac św. Brunona",
    "Kościerska od 10",
    "Gdańska 1, 3, 5a oraz 7-11",
)


def _area(*lines: str, **facts: object) -> Area:
    ranges = tuple(one for line in lines or LIST for one in read_line(line))
    usual = {"gmina": KARTUZY, "place": "Kartuzy", "valid_from": date(2016, 12, 1)}
    return Area(**{**usual, "ranges": ranges, **facts})


def _judged(street: str, **facts: str) -> tuple[str, str]:
    address = Address(street=street, **{"gmina": KARTUZY, "place": "Kartuzy", **facts})
    found = judged(address, _area(), on=ON)
    return found.side.value, found.reason.value


INSIDE, OUTSIDE, UNKNOWN = Side.INSIDE.value, Side.OUTSIDE.value, Side.UNKNOWN.value


@pytest.mark.parametrize(
    ("street", "side"),
    [
        ("Dworcowa 3", INSIDE),
        ("ulica DWORCOWA 15", INSIDE),
        ("dworcowa 15a/4", INSIDE),
        ("Dworcowa 13 m. 5", INSIDE),
        ("Dworcowa 13 A lok. 3", INSIDE),
        ("Dworcowa 17", OUTSIDE),
        ("Dworcowa 4", INSIDE),
        ("Dworcowa 20a", INSIDE),
        ("Dworcowa 20b", OUTSIDE),
        ("Rynek", INSIDE),
        ("Rynek 12", INSIDE),
        ("pl. św. Brunona 4", INSIDE),
        ("3 Maja 9c", INSIDE),
        ("3 Maja 10", OUTSIDE),
        ("Kościerska 9", OUTSIDE),
        ("Koscierska 210", INSIDE),
        ("Dworcowa 5/16", INSIDE),
        ("Dworcowa 13/2", INSIDE),
        ("Dworcowa 17/2", OUTSIDE),
        ("Kościerska 12/14", INSIDE),
        ("Kościelna 12", OUTSIDE),
        ("Gdańska 5", OUTSIDE),
        ("Gdańska 5a", INSIDE),
        ("Leśna 12", OUTSIDE),
        ("Kiełpino 12", OUTSIDE),
    ],
)
def test_an_address_that_can_be_read_is_on_one_side(street, side):
    assert _judged(street)[0] == side


@pytest.mark.parametrize(
    ("street", "reason"),
    [
        ("Hallera 5", Reason.SIMILAR_STREET),
        ("Dworcwa 3", Reason.SIMILAR_STREET),
        ("św. Brunona 4", Reason.SIMILAR_STREET),
        ("Dworcowa", Reason.NO_NUMBER),
        ("Leśna", Reason.NO_NUMBER),
        ("Dworcowa 3 5", Reason.NO_NUMBER),
        ("", Reason.NO_NUMBER),
        ("Dworcowa 15-17", Reason.NUMBERS_DIFFER),
        ("Dworcowa 15/17", Reason.NUMBERS_DIFFER),
        ("Kościerska 8/12", Reason.NUMBERS_DIFFER),
        ("Kościerska 8/12 m. 3", Reason.NUMBERS_DIFFER),
        ("Dworcowej 3", Reason.SIMILAR_STREET),
        ("na Kościerskiej 12", Reason.SIMILAR_STREET),
    ],
)
def test_what_nobody_can_tell_from_the_list_needs_a_person(street, reason):
    assert _judged(street) == (UNKNOWN, reason.value)


def test_the_first_of_may_is_no_mistyped_third_of_may():
    assert _judged("1 Maja 5") == (OUTSIDE, "STREET_NOT_LISTED")


def test_the_same_street_in_a_village_or_another_gmina_is_outside():
    assert _judged("Dworcowa 3", place="Kiełpino") == (OUTSIDE, "OTHER_PLACE")
    assert _judged("Dworcowa 3", gmina=ZUKOWO) == (OUTSIDE, "OTHER_GMINA")


def test_a_resolution_speaks_only_of_its_own_days():
    area = _area(valid_to=date(2023, 12, 31))
    home = Address(street="Rynek 1")

    assert side_of(home, area, on=date(2016, 12, 1)) == Side.INSIDE
    assert side_of(home, area, on=date(2023, 12, 31)) == Side.INSIDE
    assert side_of(home, area, on=date(2016, 11, 30)) == Side.UNKNOWN
    assert side_of(home, area, on=date(2024, 1, 1)) == Side.UNKNOWN


def test_an_empty_list_decides_nothing():
    assert judged(Address(street="Rynek 1"), _area(ranges=()), on=ON).reason == Reason.EMPTY_LIST


@pytest.mark.parametrize(
    "line",
    ["15-1", "Dworcowa 15-1", "Dworcowa 1-", "Dworcowa 1-15 xyz", "12", "", "Długa 2 parzyste odd"],
)
def test_a_line_that_could_mean_two_things_is_refused(line):
    with pytest.raises(UnreadableLine):
        read_line(line)


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("Dworcowa 1–15, nieparzyste", ["Dworcowa 1-15 nieparzyste"]),
        ("Długa (numery parzyste 2-20)", ["Długa 2-20 parzyste"]),
        ("Długa numery parzyste 2-20", ["Długa 2-20 parzyste"]),
        ("3 Maja (cała)", ["3 Maja"]),
        ("Jana Pawła II 4", ["Jana Pawła II 4"]),
        ("Aleja 1000-lecia do 20", ["Aleja 1000-lecia do 20"]),
        ("Gdańska nr 1, 3 i 7-11;", ["Gdańska 1", "Gdańska 3", "Gdańska 7-11"]),
    ],
)
def test_lines_of_resolutions_are_read_as_they_are_written(line, lines):
    assert [as_line(one) for one in read_line(line)] == lines


streets = st.sampled_from(
    ["Dworcowa", "Rynek", "3 Maja", "gen. Józefa Hallera", "Żwirki i Wigury", "Plac Wolności"]
)
houses = st.builds(HouseNumber, st.integers(1, 300), st.sampled_from(["", "", "a", "b", "k"]))
bounds = st.tuples(houses, houses).map(sorted)
parities = st.sampled_from(list(Parity))


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    first, last = draw(bounds)
    shape = draw(st.sampled_from(["both", "from", "to", "whole"]))
    return Range(
        street=draw(streets),
        first=first if shape in ("both", "from") else None,
        last=last if shape in ("both", "to") else None,
        parity=draw(parities),
    )


@given(ranges())
def test_a_range_written_as_a_line_is_read_back(one):
    assert read_line(as_line(one)) == [one]


@given(ranges(), houses)
def test_a_whole_street_is_its_odd_and_its_even_numbers(one, house):
    halves = [
        Range(street=one.street, first=one.first, last=one.last, parity=parity)
        for parity in (Parity.ODD, Parity.EVEN)
    ]
    whole = Range(street=one.street, first=one.first, last=one.last)

    assert whole.holds(house) == any(half.holds(house) for half in halves)
    assert not all(half.holds(house) for half in halves)


@given(ranges(), houses, st.integers(1, 300))
def test_after_a_stroke_stands_a_flat_or_a_plot_and_what_differs_is_not_decided(one, house, other):
    area = Area(gmina=KARTUZY, ranges=(one,), valid_from=ON)
    sides = {
        side_of(Address(street=f"{one.street} {number}"), area, on=ON) for number in (house, other)
    }
    found = side_of(Address(street=f"{one.street} {house}/{other}"), area, on=ON)

    if len(sides) == 1:
        assert found in sides
    if found != Side.UNKNOWN:
        assert found == side_of(Address(street=f"{one.street} {house}"), area, on=ON)


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("Dworcowa", "Dworcowej"),
        ("Długa", "Długiej"),
        ("Leśna", "ul. Leśnej"),
        ("Mostowa", "Mostowej"),
    ],
)
def test_a_street_in_another_case_is_named_and_left_to_a_person(listed, written):
    area = _area(f"{listed} 10-20")

    found = judged(Address(street=f"{written} 5"), area, on=ON)

    assert (found.side, found.reason, found.street) == (Side.UNKNOWN, Reason.SIMILAR_STREET, listed)


@given(
    ranges(), houses, st.sampled_from(["", "ul. ", "ulica "]), st.sampled_from(["", "/0", " m. 7"])
)
def test_the_way_an_address_is_written_does_not_move_it(one, house, prefix, flat):
    area = Area(gmina=KARTUZY, ranges=(one,), valid_from=ON)
    plain = judged(Address(street=f"{one.street} {house}"), area, on=ON)
    written = judged(Address(street=f"{prefix}{one.street.upper()}  {house}{flat}"), area, on=ON)

    assert written.side == plain.side
    assert plain.side == (Side.INSIDE if one.holds(house) else Side.OUTSIDE)


@given(st.lists(ranges(), max_size=5), ranges(), houses)
def test_a_longer_list_never_puts_anybody_outside(some, more, house):
    home = Address(street=f"{more.street} {house}")
    before = side_of(home, Area(gmina="", ranges=tuple(some), valid_from=ON), on=ON)
    after = side_of(home, Area(gmina="", ranges=(*some, more), valid_from=ON), on=ON)

    assert before != Side.INSIDE or after == Side.INSIDE


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text):
    area = _area()

    assert side_of(Address(street=text), area, on=ON) in Side
    if not re.search(r"\d", text):
        assert side_of(Address(street=text), area, on=ON) != Side.OUTSIDE


@given(st.text(max_size=60))
def test_a_line_is_read_or_refused_and_never_breaks(line):
    try:
        found = read_line(line)
    except UnreadableLine:
        return
    assert found
    assert all(one.street for one in found)
