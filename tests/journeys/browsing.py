"""Chromium, alone and without a word to the outside, and what a person does in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WIDTHS = {"": 1440, "-phone": 390}
FIRST_PAGE = 90_000  # ms
MAIN_BUTTON = "main form .actions button.btn-primary"
Typed = str | bool | list[str]


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


def signed_in(browser: Browser, root: str, role: str) -> Page:
    """A page of the demonstration's person of that role, in a window of their own."""
    page = browser.new_page(base_url=root)
    # The first page of a site that has just started compiles all it needs.
    page.set_default_navigation_timeout(FIRST_PAGE)
    page.goto("/wejscie/")
    with page.expect_navigation():
        page.locator("form button", has_text=role).first.click()
    return page


def type_in(page: Page, **typed: Typed) -> None:
    """Fill in fields by their names, whatever kind of control each of them is."""
    for name, value in typed.items():
        field = page.locator(f'main [name="{name}"]:not([type=hidden])')
        _type_one(field, value)


def send(page: Page, **typed: Typed) -> None:
    """Fill in the fields and press the main button; what the page then refuses is a failure."""
    type_in(page, **typed)
    press(page, MAIN_BUTTON)


def press(page: Page, button: str) -> None:
    """Press what leads to another page, and read what that page complains of."""
    with page.expect_navigation():
        page.locator(button).first.click()
    faults = page.locator(".error-summary").all_inner_texts()
    assert not faults, f"{page.url}: {faults}"


def follow(page: Page, address_part: str) -> None:
    """Click a link of the page that leads to such an address, as whoever looks for it would."""
    with page.expect_navigation():
        page.locator(f'main a[href*="{address_part}"]').first.click()


def option(page: Page, name: str, text: str) -> str:
    """The value of the choice in a list whose words contain the text."""
    found = page.locator(f'main select[name="{name}"] option', has_text=text).first
    return found.get_attribute("value") or ""


def _type_one(field: Locator, value: Typed) -> None:
    kind = field.first.evaluate("control => control.type")
    if kind == "select-one":
        field.select_option(str(value))
    elif kind == "radio" or isinstance(value, list):
        for each in value if isinstance(value, list) else [value]:
            choice = field.and_(field.page.locator(f'[value="{each}"]'))
            # A long list of boxes is folded under the names of its groups.
            choice.evaluate(
                "box => { for (const d of document.querySelectorAll('details'))"
                " if (d.contains(box)) d.open = true; }"
            )
            choice.check()
    elif kind == "checkbox":
        field.set_checked(bool(value))
    else:
        field.fill(str(value))
