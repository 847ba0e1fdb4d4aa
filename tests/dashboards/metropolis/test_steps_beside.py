"""From one day's release to the next, what stands beside the cells moves in steps or not at all."""

from collections import Counter
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboards import disclosure
from dashboards.metropolis import beside, recruiting, supporting
from dashboards.metropolis.beside import OpenKey
from dashboards.metropolis.supporting import Key, Support, Told
from tests.dashboards.metropolis.test_beside import CANDIDATES

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
FEW = 5


def _support(hours: int, people: int, *, moved_by: int = 0) -> Support:
    return Support(Decimal(hours), Decimal(hours), people, people, people, moved_by)


def _whole(of_units: dict[str, Support]) -> dict[Key, Support]:
    """Units and their sum, in one area and of all of them."""
    together = Support(*(sum(column) for column in zip(*of_units.values(), strict=True)))
    return {
        Key(unit, area, "ALL"): told
        for unit, told in {**of_units, "": together}.items()
        for area in ("", "SOCIAL")
    }


def test_hours_stay_until_five_people_have_support_in_a_new_month():
    first = supporting.told(
        _whole({"2205": _support(90, 30), "2212": _support(60, 20)}), None, until=OCTOBER
    )

    for moved_by, hours in ((4, 90), (5, 99)):
        moved = {
            "2205": _support(99, 30, moved_by=moved_by),
            "2212": _support(70, 20, moved_by=9),
        }
        then = supporting.told(_whole(moved), first, until=NOVEMBER)[Key("2205", "", "ALL")]
        assert then.given == hours
        assert then.until == (OCTOBER if moved_by < FEW else NOVEMBER)


def test_hours_that_wait_do_not_follow_from_the_sum_that_moved():
    first = supporting.told(
        _whole({"2205": _support(90, 30), "2212": _support(60, 20), "2208": _support(50, 20)}),
        None,
        until=OCTOBER,
    )
    moved = {
        "2205": _support(93, 30, moved_by=1),
        "2212": _support(70, 20, moved_by=9),
        "2208": _support(80, 20, moved_by=9),
    }

    then = supporting.told(_whole(moved), first, until=NOVEMBER)

    told = {unit: then[Key(unit, "", "ALL")] for unit in ("", *moved)}
    assert [one.until for one in told.values()].count(OCTOBER) >= 2
    assert told["2205"].given == 90


def test_people_of_support_move_by_five():
    first = supporting.told(_whole({"2205": _support(90, 30)}), None, until=OCTOBER)

    for people, shown in ((34, 30), (35, 35)):
        moved = _whole({"2205": _support(90, people, moved_by=people)})
        then = supporting.told(moved, first, until=NOVEMBER)
        assert then[Key("2205", "", "ALL")].given_people == shown


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(["2205", "2212", "2208"]),
        st.tuples(st.integers(9, 60), st.integers(0, 25)),
        min_size=2,
    )
)
def test_no_row_of_support_is_ever_ten_people_behind(units):
    first = supporting.told(
        _whole({unit: _support(3 * people, people) for unit, (people, _more) in units.items()}),
        None,
        until=OCTOBER,
    )
    counts = _whole(
        {
            unit: _support(3 * (people + more), people + more, moved_by=more)
            for unit, (people, more) in units.items()
        }
    )

    for key, row in supporting.told(counts, first, until=NOVEMBER).items():
        if row is not None:
            assert abs(row.given_people - counts[key].given_people) < 10
            assert row.given == counts[key].given or counts[key].moved_by < 10


def test_hidden_hours_are_told_once_they_are_of_nine():
    before: dict[Key, Told | None] = dict.fromkeys(_whole({"2205": _support(1, 1)}))

    for people, is_told in ((8, False), (9, True)):
        then = supporting.told(
            _whole({"2205": _support(20, people, moved_by=people)}), before, until=NOVEMBER
        )
        assert (then[Key("2205", "", "ALL")] is not None) == is_told


AMOUNTS = st.dictionaries(
    st.sampled_from(["2205", "2212", "2208"]),
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30)),
    min_size=1,
)


def _open(units: dict[str, tuple[int, int, int]]) -> Counter[OpenKey]:
    counts: Counter[OpenKey] = Counter()
    for unit in ("2205", "2212", "2208"):
        closing, later, lost = units.get(unit, (0, 0, 0))
        states = {"closing": closing, "later": later, "pending": closing + later, "lost": lost}
        for state, count in states.items():
            counts[OpenKey(unit, "X", state)] += count
            counts[OpenKey("", "X", state)] += count
    return counts


def _shown(counts, hidden, before=None) -> dict:
    return {
        key: figure.value for key, figure in disclosure.released(counts, hidden, before).items()
    }


@settings(deadline=None, max_examples=60)
@given(AMOUNTS, AMOUNTS)
def test_results_that_have_not_come_never_move_by_a_few(first, second):
    counts, later = _open(first), _open(second)
    before = _shown(counts, beside.hidden_open(counts))

    shown = _shown(later, beside.hidden_open(later, before=before), before)

    _move_by_five(before, shown)


@settings(deadline=None, max_examples=60)
@given(CANDIDATES, CANDIDATES)
def test_candidates_never_move_by_a_few(first, second):
    counts, later = recruiting.counted(first), recruiting.counted({**first, **second})
    before = _shown(counts, recruiting.hidden_of(counts))

    shown = _shown(later, recruiting.hidden_of(later, before=before), before)

    _move_by_five(before, shown)


def _move_by_five(before: dict, shown: dict) -> None:
    for key in before.keys() & shown.keys():
        if before[key] is not None and shown[key] is not None:
            assert not 0 < abs(shown[key] - before[key]) < FEW, key
