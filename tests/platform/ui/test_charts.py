"""The look of charts: colours that stand out in both themes, and what the component carries."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from ui import charts_theme
from ui.parts import Chart, Column, Table

SHEET = Path(finders.find("ui/css/tokens.css")).read_text()
LIGHT, DARK, FORCED = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6}|[A-Z][A-Za-z]+);", part))
    for part in (
        SHEET.split("@media")[0],
        SHEET.split("@media")[1],
        SHEET.split("(forced-colors: active)")[1].split("@media")[0],
    )
)
NAMES = {colour: name for name, colour in charts_theme.TOKENS.items()}
LEAST = 3  # WCAG 2.2, 1.4.11


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_edge_of_a_bar_stands_out_from_its_card(theme):
    edge = NAMES[charts_theme.EDGE["color"]]

    assert contrast(theme[edge], theme["card"]) >= LEAST


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("token", ["ink", "ink-soft", "sea", "ok", "bad"])
def test_what_lines_are_drawn_with_stands_out_from_its_card(theme, token):
    assert contrast(theme[token], theme["card"]) >= LEAST


def test_neighbouring_series_differ_in_lightness_in_both_themes():
    for theme in (LIGHT, DARK):
        order = [luminance(theme[NAMES[colour]]) for colour in charts_theme.SERIES]
        assert all(abs(one - two) > 0.04 for one, two in zip(order, order[1:], strict=False))


def test_every_token_of_charts_has_a_value_in_each_set_of_colours():
    for name in charts_theme.TOKENS:
        assert name in DARK, name
        assert name in FORCED, name


@pytest.fixture
def chart():
    table = Table("By year", [Column("Year"), Column("People", "number")], [["2024", 5]])
    return Chart(
        "growth",
        "Growth slowed",
        "People by year",
        {"data": []},
        table,
        summary="From 5 to 5.",
        csv_url="/dane/growth.csv?okres=2024",
        period="2024",
        source="the projects' records",
        freshness="2 March 2026",
    )


def test_a_chart_says_its_period_its_source_and_how_fresh_it_is(chart):
    page = render_to_string("ui/components/chart.html", {"chart": chart})

    facts = re.findall(r"<dt>(.+?):</dt> <dd>(.+?)</dd>", page)
    assert facts == [
        ("Period", "2024"),
        ("Source", "the projects&#x27; records"),
        ("Data as of", "2 March 2026"),
    ]


def test_a_chart_links_to_itself_and_explains_its_keys(chart):
    page = render_to_string("ui/components/chart.html", {"chart": chart})

    assert 'href="#chart-growth"' in page
    keys = re.search(r'aria-describedby="([^"]+)"', page)[1]
    assert re.search(rf'<p id="{keys}">Arrow keys', page)


def test_a_workbook_is_offered_only_where_the_address_has_one(chart):
    page = render_to_string("ui/components/chart.html", {"chart": chart})

    assert 'href="/dane/growth.csv?okres=2024"' in page
    assert ("XLSX" in page) == ("growth.xlsx" in page)
