"""Every page in Chromium, as people of the demonstration see it: axe, the console, 390 pixels."""

import sys
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.journeys.browsing import CHROMIUM, FIRST_PAGE
from tests.journeys.site import Site

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
LOUD = ("error", "warning")
# What a browser saves instead of showing.
FILES = (".csv", ".xlsx", ".pdf", ".zip", ".svg", ".json", ".jsonld", ".ttl", ".rss", "/pobierz")
TEMPLATES = "/wzor/"
SIGN_IN = "/wejscie/"
TWICE = """() => [...document.querySelectorAll('[id]:not(svg *)')].map(each => each.id)
    .filter((id, place, all) => all.indexOf(id) < place)"""
# Charts, and what a page asks for once it stands.
COMES_LATER = "() => !!document.querySelector('.chart, [hx-trigger*=load]')"
# Sent to the browser once for all pages of a walk, and run where one is read: it is half a megabyte.
AXE = f"window.bringAxe = () => {{\n{Axe().axe_script}\n}};"
VIOLATIONS = """async ([leftOut, withContrast]) => {
    bringAxe();
    const rules = {'color-contrast': {enabled: withContrast}};
    const read = await axe.run({exclude: leftOut}, {resultTypes: ['violations'], rules});
    return read.violations.map(each => `${each.id}: ${each.nodes[0].html.slice(0, 120)}`);
}"""
# Contrast is most of what axe has to do. The pages that a menu leads to hold every component, and a
# list repeats its row: the slow run reads the contrast of every page and every row.
FURTHER_ROWS = ["tbody tr:nth-child(n + 9)"]
PAGES_OF_MENUS = 12
pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.xdist_group("journey"),
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="install the Debian package chromium to run browser tests"
    ),
]
WALKS = [
    ("localhost", "koordynator metropolitalny", settings.ROOT_URLCONF, 6),
    ("localhost", "operator", settings.ROOT_URLCONF, 5),
    ("kartuzy.localhost", "koordynator projektu", settings.TENANT_URLCONF, 12),
    ("kartuzy.localhost", "administrator", settings.TENANT_URLCONF, 4),
    ("kartuzy.localhost", "obserwator", settings.TENANT_URLCONF, 2),
    ("powiat-pucki.localhost", "koordynator projektu", settings.TENANT_URLCONF, 3),
]


@pytest.fixture(scope="module")
def examined() -> set[tuple[str, str]]:
    """The pages that axe has read already: for the next role they are only opened."""
    return set()


@pytest.mark.parametrize(("host", "role", "urlconf", "at_least"), WALKS)
def test_every_page_is_accessible_quiet_and_fits_a_phone(
    site, browser, examined, host, role, urlconf, at_least
):
    some = {"left_out": FURTHER_ROWS, "contrasts": PAGES_OF_MENUS}
    walk = Walk(site, browser, host, role, **some, examined=examined)

    seen = walk.over(urlconf)

    assert not walk.said, walk.said[:5]
    assert len(seen) >= at_least, seen


@pytest.mark.slow
@pytest.mark.parametrize(("host", "role", "urlconf", "at_least"), WALKS)
def test_every_row_of_every_list_is_accessible(
    site, browser, examined, host, role, urlconf, at_least
):
    everything = {"left_out": [], "contrasts": sys.maxsize}
    walk = Walk(site, browser, host, role, **everything, examined=examined)

    assert len(walk.over(urlconf)) >= at_least


class Walk:
    """Somebody of a role, who follows every link and looks at each page once."""

    def __init__(
        self,
        site: Site,
        browser: Browser,
        host: str,
        role: str,
        *,
        left_out: list[str],
        contrasts: int,
        examined: set[tuple[str, str]],
    ) -> None:
        self.examined = examined
        self.root = f"http://{host}:{site.port}"
        self.left_out, self.contrasts_left = left_out, contrasts
        self.said: list[str] = []
        self.page = browser.new_page(viewport=DESK)
        self.page.set_default_navigation_timeout(FIRST_PAGE)
        self.page.on("console", self._hear)
        self.page.add_init_script(AXE)
        self._sign_in(role, is_new=(host, SIGN_IN) not in examined)
        examined.add((host, SIGN_IN))

    def over(self, urlconf: str) -> dict[str, str]:
        """The pages by their names, where they were seen; what is wrong on one is a failure."""
        seen: dict[str, str] = {}
        waiting = ["/", "/konto/"]
        while waiting:
            path = waiting.pop(0)
            name = _page_name(path, urlconf)
            if not name or name in seen:
                continue
            seen[name] = path
            faults = self._faults(path, is_new=(urlconf, name) not in self.examined)
            self.examined.add((urlconf, name))
            assert not faults, f"{path}: {faults}"
            waiting += self.page.eval_on_selector_all(
                "main a[href], nav a[href]", "links => links.map(link => link.getAttribute('href'))"
            )
        self.page.context.close()
        return seen

    def _sign_in(self, role: str, *, is_new: bool) -> None:
        self.page.goto(f"{self.root}{SIGN_IN}")
        if is_new:
            assert not _violations(self.page, left_out=[], with_contrast=True)
        self.page.locator("form button", has_text=role).first.click()
        self.page.wait_for_url(f"{self.root}/")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in LOUD:
            self.said.append(message.text)

    def _faults(self, path: str, *, is_new: bool) -> list[str]:
        """What axe has read for another role is only looked at, by whoever holds a phone."""
        page = self.page
        page.set_viewport_size(DESK if is_new else PHONE)
        answer = page.goto(self.root + path)
        faults = [] if answer and answer.status == 200 else [f"status {answer and answer.status}"]
        if is_new:
            if page.evaluate(COMES_LATER):
                page.wait_for_timeout(150)
            faults += _violations(
                page, left_out=self.left_out, with_contrast=self.contrasts_left > 0
            )
            self.contrasts_left -= 1
            faults += [f"id {name} twice" for name in page.evaluate(TWICE)]
            page.set_viewport_size(PHONE)
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            faults.append("wider than a phone")
        return faults


def _page_name(path: str, urlconf: str) -> str:
    """The name of a page of ours that a link leads to, '' for files and other hosts."""
    parts = urlsplit(path)
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return ""
    try:
        found = resolve(parts.path, urlconf=urlconf)
    except Resolver404:
        return ""
    is_saved = parts.path.endswith(FILES) or TEMPLATES in parts.path
    return "" if is_saved else found.view_name


def _violations(page: Page, *, left_out: list[str], with_contrast: bool) -> list[str]:
    return page.evaluate(VIOLATIONS, [left_out, with_contrast])
