"""Every page in Chromium, as people of the demonstration see it: axe, the console, 390 pixels."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.browsing import CHROMIUM, FLAGS

LOUD = ("error", "warning")
# What a browser saves instead of showing.
FILES = (".csv", ".pdf", ".zip", "/pobierz")
TWICE = """() => [...document.querySelectorAll('[id]:not(svg *)')].map(each => each.id)
    .filter((id, place, all) => all.indexOf(id) < place)"""
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
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def examined() -> set[tuple[str, str]]:
    """The pages that axe has read already: for the next role they are only opened."""
    return set()


@pytest.mark.parametrize(("host", "role", "urlconf", "at_least"), WALKS)
def test_every_page_is_accessible_quiet_and_fits_a_phone(
    site, chromium, examined, host, role, urlconf, at_least
):
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on(
        "console",
        lambda message: said.append(message.text) if message.type in LOUD else None,
    )
    root = f"http://{host}:{site.port}"
    _sign_in(page, root, role)

    seen: dict[str, str] = {}
    waiting = ["/", "/konto/"]
    while waiting:
        path = waiting.pop(0)
        name = _page_name(path, urlconf)
        if not name or name in seen:
            continue
        seen[name] = path
        faults = _faults(page, root + path, is_new=(urlconf, name) not in examined)
        examined.add((urlconf, name))
        assert not faults, f"{path}: {faults}"
        waiting += page.eval_on_selector_all(
            "main a[href], nav a[href]", "links => links.map(link => link.getAttribute('href'))"
        )

    assert not said, said[:5]
    assert len(seen) >= at_least, seen
    context.close()


def _sign_in(page: Page, root: str, role: str) -> None:
    page.goto(f"{root}/wejscie/")
    assert not _violations(page)
    page.locator("form button", has_text=role).first.click()
    page.wait_for_url(f"{root}/")


def _page_name(path: str, urlconf: str) -> str:
    """The name of a page of ours that a link leads to, '' for files and other hosts."""
    parts = urlsplit(path)
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return ""
    try:
        found = resolve(parts.path, urlconf=urlconf)
    except Resolver404:
        return ""
    return "" if parts.path.endswith(FILES) else found.view_name


def _faults(page: Page, address: str, *, is_new: bool = True) -> list[str]:
    answer = page.goto(address)
    faults = [] if answer and answer.status == 200 else [f"status {answer and answer.status}"]
    if is_new:
        page.wait_for_timeout(150)
        faults += _violations(page)
        faults += [f"id {name} twice" for name in page.evaluate(TWICE)]
    page.set_viewport_size({"width": 390, "height": 844})
    if page.evaluate("document.documentElement.scrollWidth") > 390:
        faults.append("wider than a phone")
    page.set_viewport_size({"width": 1440, "height": 900})
    return faults


def _violations(page: Page) -> list[str]:
    return [
        f"{found['id']}: {found['nodes'][0]['html'][:120]}"
        for found in Axe().run(page).response["violations"]
    ]
