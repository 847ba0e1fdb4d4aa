"""The tile grids: every unit of the area has one place of its own, and nobody else has one."""

import csv

import pytest

from territory import operations, tiles

with operations.FILE.open(encoding="utf-8", newline="") as _lines:
    LISTED = list(csv.DictReader(_lines))
UNITS = {row["code"] for row in LISTED if len(row["code"]) == 4}
GMINY = {row["code"][:6] for row in LISTED if row["kind"].startswith("gmina_")}


@pytest.mark.parametrize(
    ("places", "listed", "count"), [(tiles.UNITS, UNITS, 9), (tiles.GMINY, GMINY, 47)]
)
def test_every_unit_of_the_list_has_a_place_of_its_own(places, listed, count):
    assert set(places) == listed
    assert len(places) == len(set(places.values())) == count


@pytest.mark.parametrize("places", tiles.PLACES.values())
def test_the_grid_begins_in_its_corner(places):
    assert min(column for column, _row in places.values()) == 0
    assert min(row for _column, row in places.values()) == 0


def test_the_gminas_of_a_powiat_stay_together():
    for powiat in UNITS:
        left = {place for code, place in tiles.GMINY.items() if code.startswith(powiat)}
        reached = {left.pop()}
        while near := {one for one in left if any(_touch(one, other) for other in reached)}:
            reached |= near
            left -= near
        assert not left, powiat


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) == 1
