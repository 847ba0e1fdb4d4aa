"""The metropolis's charts in Chromium: filtered, followed, read by keyboard, saved, without scripts."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
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
COORDINATOR = "koordynator metropolitalny"
# A window of 1280 pixels at 400 %, as WCAG 1.4.10 counts it.
MAGNIFIED = {"width": 320, "height": 256}
TELL_VIOLATIONS = """document.addEventListener('securitypolicyviolation', event =>
    console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`))"""
FILL = "plot => getComputedStyle(plot.querySelector('.bars .point path')).fill"
VIOLATIONS = """async () => (await axe.run('.chart')).violations.map(each => each.id)"""
BEGINNINGS = {"csv": b"\xef\xbb\xbf", "xlsx": b"PK", "png": b"\x89PNG"}


class Heard:
    """What the page complained of, and the hosts that it asked for something."""

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        self.hosts: set[str] = set()
        page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda asked: self.hosts.add(urlsplit(asked.url).netloc))


@pytest.fixture(scope="module")
def coordinator(site: Site, browser: Browser) -> Iterator[Page]:
    page = signed_in(browser, f"http://localhost:{site.port}", COORDINATOR)
    page.add_init_script(TELL_VIOLATIONS)
    page.heard = Heard(page)  # type: ignore[attr-defined]
    yield page
    page.close()


@pytest.fixture
def page(coordinator: Page) -> Iterator[Page]:
    """The dashboard with its charts drawn; what it complains of or asks elsewhere is a failure."""
    coordinator.emulate_media(color_scheme="light", forced_colors="none", media="screen")
    coordinator.set_viewport_size({"width": 1280, "height": 900})
    coordinator.goto("/")
    expect(coordinator.locator("#chart-intake-plot .bars").first).to_be_attached()
    yield coordinator
    heard: Heard = coordinator.heard  # type: ignore[attr-defined]
    assert not heard.complaints
    assert heard.hosts - {""} == {urlsplit(coordinator.url).netloc}


def reading(page: Page) -> str:
    return page.locator("#chart-intake .chart-reading").inner_text().replace("\u202f", " ")


def test_a_filter_is_kept_by_the_address_the_files_and_the_link_of_a_chart(page):
    page.locator("details.chip summary").nth(1).click()
    page.locator("details.chip a", has_text="kartuski").click()
    page.wait_for_url("**powiat=*")

    unit = page.url.split("?")[1]
    files = page.locator("#chart-intake .card-links a[download]").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    assert files
    assert all(unit in address for address in files)
    link = page.locator("#chart-intake a[data-copied]").evaluate("link => link.href")
    assert link == f"{page.url}#chart-intake"


def test_from_the_metropolis_to_a_unit_to_a_project_and_no_further(page):
    page.goto("/powiaty-i-miasta/")
    page.locator("main table a", has_text="kartuski").first.click()
    page.wait_for_url("**/powiaty-i-miasta/*/")
    page.locator("main table a[href*='/projekty/']").first.click()
    page.wait_for_url("**/projekty/**")

    assert not page.locator("main a[href*='uczestnicy']").count()


def test_the_arrow_keys_read_the_points_and_ring_them(page):
    page.locator("#chart-intake-plot").focus()
    rows = page.locator("#chart-intake tbody tr")
    names = [name.strip() for name in rows.locator("th").all_text_contents()]

    page.keyboard.press("ArrowRight")
    assert reading(page).startswith(f"{names[0]}, ")
    page.keyboard.press("ArrowRight")
    assert reading(page).startswith(f"{names[1]}, ")
    ring = page.locator("#chart-intake .chart-ring").bounding_box()
    plot = page.locator("#chart-intake-plot").bounding_box()
    assert ring
    assert plot
    assert plot["x"] < ring["x"] < plot["x"] + plot["width"]
    page.keyboard.press("End")
    assert reading(page).startswith(f"{names[-1]}, ")
    first_series = reading(page)
    page.keyboard.press("ArrowDown")
    assert reading(page) != first_series
    page.keyboard.press("Escape")
    assert reading(page) == ""
    assert not page.locator(".chart-ring").count()


def test_the_table_twin_says_what_the_keyboard_reads(page):
    page.locator("#chart-intake-plot").focus()
    page.keyboard.press("ArrowRight")
    said = page.locator("#chart-intake .chart-reading").inner_text()

    page.locator("#chart-intake [data-show=table]").click()

    expect(page.locator("#chart-intake-plot")).to_be_hidden()
    first = page.locator("#chart-intake tbody tr").first
    assert said.startswith(first.locator("th").inner_text())
    assert said.endswith(first.locator("td").first.inner_text())


@pytest.mark.parametrize("ending", ["csv", "xlsx", "png", "svg"])
def test_a_chart_is_saved_as_a_table_and_as_a_picture(page, ending):
    name = ending.upper()
    with page.expect_download() as saved:
        page.locator("#chart-intake .card-links").get_by_text(name, exact=False).first.click()

    assert saved.value.suggested_filename.endswith(f".{ending}")
    content = Path(saved.value.path()).read_bytes()
    assert content.startswith(BEGINNINGS.get(ending, b"<svg"))
    if ending == "svg":
        assert page.locator("#chart-intake h2").inner_text()[:20] in content.decode()


ENDS = """svg => Math.max(...[...svg.querySelectorAll('.infolayer text')]
    .map(text => text.getBBox()).map(box => box.x + box.width))"""


def test_a_saved_picture_says_of_whom_of_when_and_after_whom_within_its_edges(page):
    page.goto("/?powiat=2205&okres=2019")
    expect(page.locator("#chart-intake-plot .bars").first).to_be_attached()
    with page.expect_download() as saved:
        page.locator("#chart-intake .card-links [data-picture=svg]").click()
    drawn = Path(saved.value.path()).read_text()

    # Elsewhere than on our own page, whose policy refuses the styles of a picture.
    browser = page.context.browser
    assert browser
    elsewhere = browser.new_page()
    elsewhere.set_content(drawn)
    told = elsewhere.locator(".infolayer").text_content()
    ends = elsewhere.locator("svg").first.evaluate(ENDS)
    elsewhere.close()

    assert all(word in told for word in ("powiat kartuski", "2019", "ewidencja projektów"))
    assert ends <= 1000


def test_a_chart_is_accessible_while_it_is_read_and_explained(page):
    page.locator("#chart-intake .chart-words summary").click()
    page.locator("#chart-intake-plot").focus()
    page.keyboard.press("ArrowRight")
    page.evaluate(Axe().axe_script)

    assert not page.evaluate(VIOLATIONS)


def test_at_four_hundred_percent_nothing_is_cut_and_nothing_scrolls_sideways(page):
    page.set_viewport_size(MAGNIFIED)

    assert page.evaluate("document.documentElement.scrollWidth") <= MAGNIFIED["width"]
    expect(page.locator("#chart-intake-plot")).to_be_visible()


def test_the_colours_of_a_chart_are_those_of_the_reader(page):
    plot = page.locator("#chart-intake-plot")
    light = plot.evaluate(FILL)

    page.emulate_media(color_scheme="dark")
    dark = _other_fill(page, light)
    page.emulate_media(color_scheme="light", forced_colors="active")
    forced = _other_fill(page, light, dark)

    assert len({light, dark, forced}) == 3


def _other_fill(page: Page, *seen: str) -> str:
    """The colour of the bars once it is none of these: a chart is drawn anew in its own time."""
    found = page.wait_for_function(
        """seen => {
            const bar = document.querySelector('#chart-intake-plot .bars .point path');
            const fill = bar && getComputedStyle(bar).fill;
            return fill && !seen.includes(fill) && fill;
        }""",
        arg=[*seen],
    )
    return str(found.json_value())


def test_paper_has_the_picture_and_its_table_unless_that_is_long(page):
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    expect(page.locator("#chart-intake-plot")).to_be_visible()
    expect(page.locator("#chart-intake .chart-table")).to_be_hidden()
    expect(page.locator("#chart-progress .chart-table")).to_be_visible()
    expect(page.locator("#chart-progress .card-links")).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")


def test_without_scripts_the_table_stands_where_the_chart_would(page, site, browser):
    cookies = page.context.cookies()
    silent = browser.new_context(java_script_enabled=False)
    silent.add_cookies(cookies)
    plain = silent.new_page()
    plain.goto(f"http://localhost:{site.port}/")

    expect(plain.locator("#chart-intake .chart-table")).to_be_visible()
    expect(plain.locator("#chart-intake-plot")).to_be_hidden()
    expect(plain.locator(".stat-value").first).to_be_visible()
    assert not plain.locator("[data-picture]:visible").count()
    silent.close()
