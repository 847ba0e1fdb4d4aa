"""The map of units: each a link with its name and value, nothing told by colour alone."""

import re
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from dashboards.maps import drawing
from dashboards.maps.drawing import Counted, Words

PLACES = {"2205": (0, 2), "2264": (2, 1), "2211": (1, 0)}
KARTUSKI = Counted("2205", "kartuski", "powiat kartuski", 57, "/k")
SOPOT = Counted("2264", "Sopot", "miasto Sopot", "HIDDEN", "/s")
PUCKI = Counted("2211", "pucki", "powiat pucki", "NO_DATA")
COUNTED = [KARTUSKI, SOPOT, PUCKI]
WORDS = Words(key="units", finding="F", subtitle="S", unit="per 10,000")


def page(counted=COUNTED, places=PLACES) -> str:
    drawn = drawing.tiles(counted, places, WORDS)
    return render_to_string("ui/components/map.html", {"map": drawn})


def svg_of(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(re.findall(r"<svg class=\"map-drawing.*</svg>", text, re.S)[0])


def test_each_unit_says_its_name_and_its_value():
    units = svg_of(page()).findall("*")[1:]

    assert [unit.tag for unit in units] == ["g", "a", "a"]
    assert [unit.get("aria-label") for unit in units] == [
        "powiat pucki: no data",
        "miasto Sopot: hidden",
        "powiat kartuski: 57 per 10,000",
    ]
    assert all(unit.findtext("title") == unit.get("aria-label") for unit in units)
    assert ["".join(unit.find("text").itertext()) for unit in units] == [
        "pucki",
        "Sopot",
        "kartuski",
    ]


def test_only_a_value_has_a_class_and_only_a_hidden_one_the_hatch():
    units = svg_of(page()).findall("*")[1:]

    assert [unit.get("class") for unit in units] == [
        "map-unit is-none",
        "map-unit is-hidden",
        "map-unit q3",
    ]
    assert [unit.find("rect").get("fill") for unit in units] == [
        None,
        "url(#map-units-hatch)",
        None,
    ]


def test_a_hidden_unit_does_not_say_whether_its_number_was_small():
    text = page([SOPOT])

    assert "hidden to protect privacy" in text
    assert "small" not in text


def test_nothing_needs_an_inline_style_or_a_script():
    assert " style=" not in page()
    assert "<script" not in page()


@pytest.mark.parametrize("language", ["pl", "en"])
def test_places_are_written_with_points_in_every_language(language):
    with override(language):
        boxes = re.findall(r'<rect class="map-shape"[^>]*>', page())

    assert len(boxes) == 3
    assert not any("," in box for box in boxes)


def test_the_grid_is_cut_to_where_its_units_stand():
    drawn = drawing.tiles([KARTUSKI], PLACES, WORDS)

    assert drawn.columns == 1
    assert drawn.units[0].box.x.startswith("2.5")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Nowy Dwór Gdański", ["Nowy Dwór", "Gdański"]),
        ("Władysławowo", ["Władysławowo"]),
        ("Suchy Dąb", ["Suchy Dąb"]),
        ("Krynica Morska", ["Krynica", "Morska"]),
    ],
)
def test_a_long_name_is_broken_between_its_words(name, lines):
    unit = drawing.tiles([Counted("2205", name, name, 1)], PLACES, WORDS).units[0]

    assert unit.lines == lines


def test_a_map_of_many_columns_has_a_mark_where_a_word_has_no_room():
    places = {str(number): (number, 0) for number in range(6)}
    many = [Counted(code, code, code, "HIDDEN" if code == "0" else int(code)) for code in places]

    marks = re.findall(r'class="map-mark"[^>]*>([^<]*)<', page(many, places))

    assert marks == ["#", "1", "2", "3", "4", "5"]


def test_the_first_place_is_told_only_where_few_share_it():
    sopot = Counted("2264", "Sopot", "miasto Sopot", 57)
    pucki = Counted("2211", "pucki", "powiat pucki", 57)

    assert drawing.most_in_words(COUNTED) == "powiat kartuski"
    assert drawing.most_in_words([KARTUSKI, sopot]) == "powiat kartuski and miasto Sopot"
    assert drawing.most_in_words([KARTUSKI, sopot, pucki]) == ""
    assert drawing.most_in_words([SOPOT, PUCKI]) == ""
