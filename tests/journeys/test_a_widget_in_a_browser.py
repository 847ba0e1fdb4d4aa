"""A widget in the page of somebody else, of another origin: as tall as what it shows, and no cookie."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import CHROMIUM, FIRST_PAGE
from tests.journeys.site import Site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.xdist_group("journey"),
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="install the Debian package chromium to run browser tests"
    ),
]
HEIGHT = "frame => frame.getBoundingClientRect().height"
SHOWN = "document.documentElement.getBoundingClientRect().height"
# What the code to copy says until the widget has told its own height.
FIRST_HEIGHT = 320
Put = Callable[[str], str]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_said: object) -> None:
        """Say nothing: the test's own output is read by people."""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Put]:
    """Somebody else's site: put a page's body there and get its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def put(body: str) -> str:
        page = f'<!doctype html><html lang="pl"><meta charset="utf-8"><body>{body}</body></html>'
        (tmp_path / "index.html").write_text(page)
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield put
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.set_default_navigation_timeout(FIRST_PAGE)
    yield page
    page.context.close()


@pytest.fixture
def code(site: Site, page: Page) -> str:
    """What the programme's page offers to be copied."""
    page.goto(f"http://localhost:{site.port}/program/")
    return page.locator(".embed-code").input_value()


def test_a_frame_is_as_tall_as_the_widget_in_it(elsewhere, page, code):
    page.goto(elsewhere(code))
    frame = page.locator("iframe")
    _wait_until_it_fits(page)
    at_first = frame.evaluate(HEIGHT)

    page.set_viewport_size({"width": 240, "height": 800})
    page.wait_for_function(
        f"before => ({HEIGHT})(document.querySelector('iframe')) > before", arg=at_first
    )
    _wait_until_it_fits(page)

    assert at_first != FIRST_HEIGHT
    assert "Znalazły pracę" in page.frames[1].locator("main").inner_text()
    assert page.context.cookies() == []


def test_a_script_that_comes_after_the_frame_asks_for_the_height(elsewhere, page, code):
    frame, script, _picture = code.split("\n")
    page.goto(elsewhere(frame))
    page.frames[1].wait_for_load_state()
    assert page.locator("iframe").evaluate(HEIGHT) == FIRST_HEIGHT

    page.add_script_tag(url=script.split('"')[1])

    _wait_until_it_fits(page)
    assert page.locator("iframe").evaluate(HEIGHT) != FIRST_HEIGHT


def test_nobody_else_sets_the_height(elsewhere, page, code):
    page.goto(elsewhere(code))
    _wait_until_it_fits(page)
    before = page.locator("iframe").evaluate(HEIGHT)

    page.evaluate(
        "() => new Promise(done => { window.addEventListener('message', () => setTimeout(done));"
        " window.postMessage({szansa: {height: 999}}, '*'); })"
    )

    assert page.locator("iframe").evaluate(HEIGHT) == before


def test_without_scripts_the_picture_stands_there(elsewhere, browser, code):
    alone = browser.new_page(java_script_enabled=False)
    alone.goto(elsewhere(code))

    expect(alone.locator("img")).to_be_visible()

    alone.context.close()


def _wait_until_it_fits(page: Page) -> None:
    inside = page.frames[1]
    inside.wait_for_load_state()
    page.wait_for_function(
        f"shown => Math.abs(({HEIGHT})(document.querySelector('iframe')) - shown) <= 1",
        arg=inside.evaluate(SHOWN),
    )
