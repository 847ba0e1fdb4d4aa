"""A version of an indicator in Chromium: written by keys alone, counted by the publisher, on a phone too."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import CHROMIUM, signed_in
from tests.journeys.site import Site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.xdist_group("journey"),
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="install the Debian package chromium to run browser tests"
    ),
]
INDICATOR = "/wskazniki/QUALIFICATION_GAINED"
COUNTED = 60_000  # ms, by a worker that does other things as well


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    """The metropolitan coordinator at a new draft, which is gone afterwards."""
    page = signed_in(browser, f"http://localhost:{site.port}", "koordynator metropolitalny")
    page.goto(f"{INDICATOR}/nowa-wersja/")
    page.locator("[name=effective_from]").fill("01.01.2022")
    page.locator("[name=effective_from]").press("Enter")
    page.wait_for_url("**/szkic/")
    yield page
    page.locator("form[action$='odrzuc/'] button").click()
    page.wait_for_url("**/wersje/")
    page.close()


def test_a_rule_is_written_by_keys_alone_and_counted(page: Page) -> None:
    page.locator("#b-add-question").focus()
    page.keyboard.press("Enter")
    focused = page.locator("#rule :focus")
    expect(focused).to_have_attribute("id", re.compile("-subject$"))
    expect(page.locator("#rule .field-help")).to_contain_text("Wybierz odpowiedź")

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")

    expect(page.locator("#sentence b")).to_contain_text("kobieta")
    expect(page.locator("#rule .field-help")).to_have_count(0)
    expect(focused).to_have_attribute("id", re.compile("-value-F$"))
    page.locator("[name=effective_from]").press("Enter")
    expect(page.locator("#impact table").first).to_be_visible(timeout=COUNTED)
    expect(page.locator("#sentence b")).to_contain_text("kobieta")


def test_groups_are_made_and_dissolved_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    groups = page.locator("#rule .rule-group")
    expect(groups).to_have_count(1)

    page.locator("#b-add-group").click()
    expect(groups).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    page.locator("#rule [id$='-outdent']").click()
    expect(groups).to_have_count(1)


def test_what_is_typed_is_counted_while_it_is_typed(page: Page) -> None:
    day = page.locator("[name=effective_from]")
    day.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("01.03.2022", delay=20)

    expect(page.locator("#live")).to_contain_text(re.compile("reguły|wolno"), timeout=COUNTED)
    expect(page.locator(":focus")).to_have_attribute("name", "effective_from")
