"""Somebody of an NGO has a letter and nothing else: it leads to one page, and from there into a token's and back."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import CHROMIUM, follow, press, send, signed_in
from tests.journeys.site import Site
from tests.journeys.test_charts_in_a_browser import TELL_VIOLATIONS, Heard
from tests.journeys.test_every_page_in_a_browser import AXE, PHONE, VIOLATIONS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.xdist_group("journey"),
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="install the Debian package chromium to run browser tests"
    ),
]
UNIT, PAGE = "kartuzy.localhost", "/organizacja/"
TOKEN = "Lista obecności fundacji"  # noqa: S105 - what the demonstration calls it
SENTENCE = "w maju pada rzadko"


@pytest.fixture(scope="module")
def link(site: Site, browser: Browser) -> str:
    """Kartuzy's coordinator invites somebody of the foundation from the page of its token."""
    page = signed_in(browser, f"http://{UNIT}:{site.port}", "koordynator projektu")
    page.goto("/programy-partnerow/")
    with page.expect_navigation():
        page.locator("main table a", has_text=TOKEN).click()
    follow(page, "/osoby/zapros/")
    send(page, email="ida.konkel@wspolny-krok.example", display_name="Ida Konkel")
    expect(page.locator("#people")).to_contain_text("Ida Konkel")
    page.context.close()
    return site.run("tests.journeys.letter")


@pytest.fixture(scope="module")
def person(browser: Browser, link: str) -> Iterator[Page]:
    """Ida, in a window of her own: no cookie, no account, only the letter."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(TELL_VIOLATIONS)
    heard: Any = Heard(page)
    page.goto(link)
    send(page, password=SENTENCE, again=SENTENCE)
    yield page
    assert not heard.complaints
    context.close()


def look(page: Page) -> None:
    """Whoever reads it on a phone or hears it read finds the same."""
    page.evaluate(AXE)
    assert page.evaluate(VIOLATIONS, [[], True]) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.set_viewport_size({"width": 1440, "height": 900})


def test_from_the_letter_to_the_one_page(person):
    assert person.url.endswith(PAGE)
    expect(person.locator("main section.card h2")).to_have_count(1)
    expect(person.locator("main")).to_contain_text("Gmina Kartuzy")
    look(person)


def test_into_a_tokens_page_and_back(person):
    with person.expect_navigation():
        person.locator("main a", has_text=TOKEN).click()
    assert f"{UNIT}:" in person.url
    expect(person.locator("h1")).to_contain_text("Wasz token")
    look(person)
    follow(person, "/zapytania/")
    expect(person.locator("main table")).to_contain_text("/sessions/")

    follow(person, PAGE)

    assert person.url.endswith(PAGE)
    expect(person.locator("main")).to_contain_text(TOKEN)


def test_the_unit_closes_it_and_the_page_is_empty(site, browser, person):
    with person.expect_navigation():
        person.locator("main a", has_text=TOKEN).click()
    path = person.url.partition(f":{site.port}")[2]
    unit = signed_in(browser, f"http://{UNIT}:{site.port}", "koordynator projektu")
    unit.goto("/programy-partnerow/")
    with unit.expect_navigation():
        unit.locator("main table a", has_text=TOKEN).click()

    press(unit, "#people li:has-text('Ida Konkel') button")
    unit.context.close()

    there = {"Host": f"{UNIT}:{site.port}"}
    assert (
        requests.get(f"http://127.0.0.1:{site.port}{path}", headers=there, timeout=30).status_code
        == 404
    )
    person.goto(f"http://localhost:{site.port}{PAGE}")
    expect(person.locator("h1")).to_contain_text("Nie ma tokenów")
    look(person)


def test_the_demonstrations_person_sees_three_units(site, browser):
    page = signed_in(browser, f"http://localhost:{site.port}", "osoba z organizacji")

    assert page.url.endswith(PAGE)
    expect(page.locator("main section.card:has(h3)")).to_have_count(3)
    look(page)
    follow(page, "/zapros/")
    look(page)
    page.context.close()
