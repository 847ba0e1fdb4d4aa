"""No page needs a hole in the Content-Security-Policy: nothing inline in any template of ours."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string

ROOT = Path(__file__).resolve().parents[3]
SHELVES = ("platform", "tenants", "projects", "indicators", "dashboards")
TEMPLATES = sorted(
    path for shelf in SHELVES for path in (ROOT / shelf).glob("**/templates/**/*.html")
)
SCRIPTS = sorted(path for shelf in SHELVES for path in (ROOT / shelf).glob("**/static/*/js/*.js"))
STYLES = sorted(path for shelf in SHELVES for path in (ROOT / shelf).glob("**/static/*/css/*.css"))

COMMENT = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", re.DOTALL)
INLINE_STYLE = re.compile(r"\sstyle\s*=|<style\b", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]*\s(on[a-z]+|hx-on[\w:-]*)\s*=", re.IGNORECASE)
EVALUATED = re.compile(
    r"\bhx-(vals|headers|vars)[\w:]*\s*=\s*[\"']\s*js:|javascript:", re.IGNORECASE
)
FETCHING = re.compile(r"<(?:script|link|img|iframe|form)\b[^>]*>", re.IGNORECASE)
OUTSIDE = re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


MARKUP = {named(path): COMMENT.sub("", path.read_text()) for path in TEMPLATES}


def with_any(*forbidden: re.Pattern[str]) -> dict[str, list[Any]]:
    """What is found of the forbidden, by the template that carries it."""
    found = {name: [p.findall(markup) for p in forbidden] for name, markup in MARKUP.items()}
    return {name: hits for name, hits in found.items() if any(hits)}


def test_the_walk_finds_templates_sheets_and_scripts():
    assert len(TEMPLATES) > 400
    assert len(STYLES) > 20
    assert len(SCRIPTS) > 5


def test_a_template_carries_no_inline_style():
    assert with_any(INLINE_STYLE) == {}


def test_a_template_carries_no_inline_script():
    inline = {
        name: attributes
        for name, markup in MARKUP.items()
        for attributes in SCRIPT.findall(markup)
        if "src=" not in attributes and 'type="application/json"' not in attributes
    }

    assert inline == {}


def test_a_template_carries_no_handler_and_nothing_to_evaluate():
    assert with_any(HANDLER, EVALUATED) == {}


def test_a_template_fetches_nothing_from_outside():
    outside = {
        name: tag
        for name, markup in MARKUP.items()
        for tag in FETCHING.findall(markup)
        if OUTSIDE.search(tag)
    }

    assert outside == {}


@pytest.mark.parametrize("sheet", STYLES, ids=named)
def test_a_style_sheet_fetches_nothing_from_outside(sheet):
    addresses = re.findall(r"url\(\s*[\"']?([^)\"']+)", sheet.read_text())

    assert all(address.startswith(("../", "data:image/svg+xml")) for address in addresses)


@pytest.mark.parametrize("script", SCRIPTS, ids=named)
def test_a_script_is_named_by_a_template_and_evaluates_nothing(script):
    address = script.as_posix().split("/static/")[1]
    source = script.read_text()

    assert any(address in template.read_text() for template in TEMPLATES)
    assert not re.search(r"\beval\(|new Function|innerHTML|document\.write", source)


@pytest.mark.parametrize(
    "page", ["400.html", "500.html", "ui/unknown_host.html", "ui/csrf_failure.html"]
)
def test_a_page_of_last_resort_needs_no_context(page):
    drawn = render_to_string(page)

    assert drawn.count("<h1>") == 1
    assert "<form" not in drawn


def test_the_frame_asks_for_plotly_only_where_there_are_charts():
    with_charts = render_to_string("ui/base.html", {"charts": True})
    without = render_to_string("ui/base.html")

    assert "plotly" in with_charts
    assert "plotly" not in without


def test_the_frame_stands_without_navigation_names_or_banners():
    frame = render_to_string("ui/base.html")

    assert '<main class="page" id="content"' in frame
    assert 'class="banner' not in frame
    assert "Accessibility declaration" not in frame


def test_banners_say_what_kind_of_people_these_are():
    frame = render_to_string("ui/base.html", {"demo": True, "trial": True})

    assert "Demonstration: the people are invented" in frame
    assert "Trial, not for real people: no production key ring is set" in frame
