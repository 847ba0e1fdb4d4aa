"""Keys of a list and drafts of a form, in Chromium: what a script adds and what it must not take."""

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
AUTOSAVE = 5_000  # ms after the last key


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    """The coordinator of Kartuzy, at the list of those who take part."""
    page = signed_in(browser, f"http://kartuzy.localhost:{site.port}", "koordynator projektu")
    page.goto("/uczestnicy/?stan=w-projekcie")
    yield page
    page.close()


def ticked(page: Page) -> int:
    return page.locator("input[name=row]:checked").count()


def test_rows_are_walked_ticked_and_opened_by_single_keys(page):
    names = page.locator("tbody th a").all_inner_texts()

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    page.keyboard.press("k")

    assert ticked(page) == 2
    expect(page.locator("tbody th a").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/uczestnicy/*-*/")
    expect(page.locator("h1")).to_contain_text(names[1])


def test_no_key_is_taken_from_a_field(page):
    page.keyboard.press("/")
    page.keyboard.type("jx?/k")

    expect(page.locator("#search")).to_be_focused()
    expect(page.locator("#search")).to_have_value("jx?/k")
    assert ticked(page) == 0
    expect(page.locator("#keys")).to_be_hidden()


def test_the_list_of_keys_opens_and_closes_and_leads_to_the_switch(page):
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()

    page.goto("/warsztat/klawisze/")
    page.locator("button[name=is_on][value=no]").click()
    page.goto("/uczestnicy/?stan=w-projekcie")
    page.keyboard.press("j")
    page.keyboard.press("x")

    assert ticked(page) == 0
    page.goto("/warsztat/klawisze/")
    page.locator("button[name=is_on][value=yes]").click()


def test_one_box_ticks_the_page_and_says_how_many(page):
    rows = page.locator("input[name=row]").count()

    page.locator("thead .is-pick input").check()

    assert ticked(page) == rows
    expect(page.locator("[data-ticked]")).to_contain_text(str(rows))


def open_exit_form(page: Page) -> None:
    page.locator("tbody th a").first.click()
    page.wait_for_url("**/uczestnicy/*-*/")
    page.clock.install()
    page.goto(f"{page.url}zakoncz/")


def test_what_is_typed_is_kept_after_a_pause_and_offered_again(page):
    open_exit_form(page)

    page.locator("[name=ended_on]").fill("01.11.2026")
    page.clock.fast_forward(AUTOSAVE - 1_000)
    expect(page.locator(".draft-said")).to_be_empty()
    page.clock.fast_forward(2_000)
    expect(page.locator(".draft-said")).not_to_be_empty()

    page.reload()
    expect(page.locator("[name=ended_on]")).to_have_value("")
    page.locator(".notice-choice a").click()
    expect(page.locator("[name=ended_on]")).to_have_value("01.11.2026")
    page.locator(".notice-choice button").click()
    expect(page.locator(".notice-choice")).to_have_count(0)


def test_a_draft_that_was_not_kept_says_so(page):
    open_exit_form(page)
    said = page.locator(".draft-said")
    lost, signed_out = said.get_attribute("data-lost"), said.get_attribute("data-out")

    page.context.set_offline(True)
    page.locator("[name=ended_on]").fill("01.11.2026")
    page.clock.fast_forward(AUTOSAVE)
    expect(said).to_have_text(str(lost))

    page.context.set_offline(False)
    page.context.clear_cookies()
    page.locator("[name=ended_on]").fill("02.11.2026")
    page.clock.fast_forward(AUTOSAVE)
    expect(said).to_have_text(str(signed_out))
    expect(page.locator("[name=ended_on]")).to_have_value("02.11.2026")
