"""The map and the presentation in Chromium: switched, read and gone through by keyboard."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import CHROMIUM, signed_in
from tests.journeys.site import Site
from tests.journeys.test_charts_in_a_browser import COORDINATOR, TELL_VIOLATIONS, Heard

pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.xdist_group("journey"),
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="install the Debian package chromium to run browser tests"
    ),
]


@pytest.fixture(scope="module")
def coordinator(site: Site, browser: Browser) -> Iterator[Page]:
    page = signed_in(browser, f"http://localhost:{site.port}", COORDINATOR)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.add_init_script(TELL_VIOLATIONS)
    page.heard = Heard(page)  # type: ignore[attr-defined]
    yield page
    page.close()


@pytest.fixture
def page(coordinator: Page) -> Iterator[Page]:
    """What the page complains of, or asks another host for, is a failure."""
    yield coordinator
    heard: Heard = coordinator.heard  # type: ignore[attr-defined]
    assert not heard.complaints
    assert heard.hosts - {""} == {urlsplit(coordinator.url).netloc}


def slide(page: Page) -> str:
    """The name of the slide that fills the screen; the others are outside of it."""
    return page.evaluate(
        "() => [...document.querySelectorAll('.slide')].find(each => {"
        " const box = each.getBoundingClientRect();"
        " return box.top < innerHeight / 2 && box.bottom > innerHeight / 2 }).id"
    )


def test_the_tiles_become_a_table_and_come_back_with_the_same_filters(page):
    page.goto("/mapa/?okres=2025")
    tiles = page.locator(".map-unit")
    expect(tiles).to_have_count(9)

    page.locator(".card-links a[href*='widok=tabela']").click()
    page.wait_for_url("**widok=tabela*")
    expect(tiles).to_have_count(0)
    expect(page.locator("main table tbody tr")).to_have_count(9)
    assert "okres=2025" in page.url

    page.locator(".card-links a:not([aria-current])").first.click()
    page.wait_for_url(lambda address: "widok" not in address)
    expect(tiles).to_have_count(9)
    assert "okres=2025" in page.url


def test_a_map_that_is_not_loaded_is_told_and_the_tiles_stand_instead(page):
    page.goto("/mapa/?widok=mapa")

    expect(page.locator("main .notice").first).to_be_visible()
    expect(page.locator(".map-unit")).to_have_count(9)


def test_a_tile_is_reached_by_tab_says_its_number_and_opens_its_unit(page):
    page.goto("/mapa/")
    page.locator("a.map-unit").first.focus()
    page.keyboard.press("Tab")
    said = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
    written = page.evaluate("() => document.activeElement.querySelector('.map-value').textContent")

    assert written in said
    page.keyboard.press("Enter")
    page.wait_for_url("**/powiaty-i-miasta/*/**")


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_the_map_fits_the_window(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/mapa/?poziom=gminy")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1280, "height": 800})


def test_keys_lead_through_the_slides_and_the_address_names_each(page):
    page.emulate_media(reduced_motion="reduce")
    page.goto("/prezentacja/")
    slides = page.locator(".slide")
    last = slides.count()
    assert slide(page) == "slajd-1"

    for key, number in [("ArrowRight", 2), (" ", 3), ("PageDown", 4), ("ArrowLeft", 3)]:
        page.keyboard.press(key)
        page.wait_for_url(f"**#slajd-{number}")
        assert slide(page) == f"slajd-{number}"
    page.keyboard.press("End")
    page.wait_for_url(f"**#slajd-{last}")
    assert slide(page) == f"slajd-{last}"
    page.keyboard.press("Home")
    page.wait_for_url("**#slajd-1")


def test_the_keys_of_a_chart_on_a_slide_read_it_and_do_not_leave_it(page):
    page.emulate_media(reduced_motion="reduce")
    page.goto("/prezentacja/")
    plot = page.locator(".slide .chart-plot").first
    expect(plot.locator(".bars").first).to_be_attached()
    plot.focus()
    before = slide(page)

    page.keyboard.press("ArrowRight")

    assert slide(page) == before
    expect(page.locator(".slide .chart-reading").first).not_to_be_empty()


def test_the_map_of_a_slide_has_its_tiles_in_sight(page):
    page.goto("/prezentacja/")
    tiles = page.locator(".slide .map-unit")
    expect(tiles).to_have_count(9)

    assert all(each.bounding_box()["width"] > 80 for each in tiles.all())


def test_the_links_of_a_slide_do_the_same_without_scripts(page, site, browser):
    silent = browser.new_context(java_script_enabled=False)
    silent.add_cookies(page.context.cookies())
    plain = silent.new_page()
    plain.goto(f"http://localhost:{site.port}/prezentacja/")

    plain.locator("#slajd-1 a[rel=next]").click()

    assert plain.url.endswith("#slajd-2")
    silent.close()
