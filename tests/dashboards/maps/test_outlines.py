"""A map by real borders: every unit in its form, with the texts that have room."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from dashboards.maps.drawing import Counted, Words
from dashboards.maps.outlines import outlines

WORDS = Words(key="places", finding="F", subtitle="S", note="Borders: of nobody.")


@dataclass
class Square:
    """A square border whose upper left corner is so many steps east and south."""

    code: str
    left: int
    top: int
    side: int

    def __post_init__(self):
        self.path = f"M{self.left} {self.top}l{self.side} 0 0 {self.side} -{self.side} 0z"
        self.right, self.bottom = self.left + self.side, self.top + self.side
        self.label_x, self.label_y = self.left + self.side // 2, self.top + self.side // 2
        self.room = self.side // 2


BIG, SMALL = Square("2205", 0, 0, 1000), Square("2264", 1000, 0, 50)
KARTUSKI = Counted("2205", "kartuski", "powiat kartuski", 57, "/k")
SOPOT = Counted("2264", "Sopot", "miasto Sopot", "HIDDEN", "/s")


def drawn(*counted):
    return outlines(counted, [BIG, SMALL], WORDS)


def test_the_frame_holds_every_border_with_a_margin():
    found = drawn(KARTUSKI, SOPOT)

    assert found.view_box == "-21 -21 1092 1042"
    assert (found.wide, found.tall) == (1092, 1042)


def test_a_small_city_can_be_tapped_and_lies_above_its_neighbours():
    found = drawn(SOPOT, KARTUSKI)

    assert [unit.name for unit in found.units] == ["kartuski", "Sopot"]
    assert [unit.is_small for unit in found.units] == [False, True]


def test_a_text_stands_where_it_has_room():
    kartuski, sopot = drawn(KARTUSKI, SOPOT).units

    assert (kartuski.wide, kartuski.narrow) == ("name", "name")
    assert (sopot.wide, sopot.narrow) == ("value", "value")
    assert sopot.mark == "#"


def test_a_unit_without_a_border_is_left_to_the_table():
    gdynia = Counted("2262", "Gdynia", "miasto Gdynia", 33)

    assert [unit.name for unit in drawn(KARTUSKI, gdynia).units] == ["kartuski"]


def test_the_page_says_whose_borders_these_are_and_hatches_what_is_hidden():
    page = render_to_string("ui/components/map.html", {"map": drawn(KARTUSKI, SOPOT)})

    assert "Borders: of nobody." in page
    assert page.count('fill="url(#map-places-hatch)"') == 1
    assert 'aria-label="miasto Sopot: hidden"' in page
