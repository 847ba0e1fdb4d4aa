"""A coordinator brings a project that was led in Excel: one workbook, part after part, and back again."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from core.days import today
from tests.journeys.browsing import CHROMIUM, signed_in
from tests.journeys.site import Site
from tests.make import exchange, workbooks

pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.xdist_group("journey"),
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="install the Debian package chromium to run browser tests"
    ),
]
WAIT = 60_000  # ms
PEOPLE = range(900, 903)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def coordinator(site: Site, browser: Browser) -> Iterator[Page]:
    page = signed_in(browser, f"http://kartuzy.localhost:{site.port}", "koordynator projektu")
    page.set_default_timeout(WAIT)
    yield page
    page.context.close()


def _day(ago: int) -> str:
    return f"{today() - timedelta(days=ago):%d.%m.%Y}"


def _workbook() -> bytes:
    """Notes that are nothing, exits, and the people themselves on the last sheet."""
    people = [exchange.person(number, started_on=_day(40)) for number in PEOPLE]
    return workbooks.of_sheets(
        {
            "Notatki": [["zadzwonić do pani Basi"]],
            "Wyjścia": [
                exchange.LEFT,
                *([one["pesel"], _day(5), "tak", "TOOK_UP_WORK"] for one in people),
            ],
            "Osoby": [
                list(exchange.TITLES.values()),
                *([one.get(name, "") for name in exchange.TITLES] for one in people),
            ],
        }
    )


def _name_columns(page: Page, answers: dict[str, str]) -> None:
    page.get_by_role("link", name="Zobacz kolumny").click()
    for name, text in answers.items():
        field = page.locator(f"[name=all_{name}]")
        if field.evaluate("control => control.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
    page.get_by_role("button", name="Sprawdź wszystkie wiersze").click()


def _enter(page: Page, answers: dict[str, str]) -> None:
    """The part that waits, until the page says what else there is."""
    page.get_by_role("link", name="Zobacz tę część").click()
    _name_columns(page, answers)
    page.get_by_role("link", name="Przejdź do wprowadzania").click()
    page.get_by_role("button", name="Wprowadź").click()
    page.get_by_role("link", name="Przejdź do pozostałych części").click()


def _take_back(page: Page, part: str, whole: str) -> None:
    page.goto(whole)
    page.get_by_role("link", name=part).click()
    page.get_by_role("link", name="Cofnij cały plik").click()
    page.get_by_role("button", name="Cofnij cały plik").click()
    expect(page.locator("#import")).to_contain_text("Cofnięto", timeout=WAIT)


def test_a_project_led_in_excel_goes_in_part_by_part_and_out_again(coordinator: Page) -> None:
    page = coordinator
    page.goto("/import/")
    page.locator("#send li a").first.click()
    page.get_by_role("link", name="Cały wcześniejszy projekt", exact=True).click()
    file = {"name": "KIS.xlsx", "mimeType": XLSX, "buffer": _workbook()}
    page.locator("[name=file]").set_input_files(file)
    page.get_by_role("button", name="Prześlij i zobacz").click()
    page.get_by_role("button", name="Podziel na części").click()
    expect(page.locator("#parts li")).to_have_count(2, timeout=WAIT)
    whole = page.url

    told = {"participant_kind": "INDIVIDUAL", "citizenship": "PL", "at_risk": "tak"}
    _enter(page, told | {"notice_given_on": _day(40)})
    _enter(page, {})

    expect(page.locator("#earlier")).to_contain_text("Żadna część nie czeka", timeout=WAIT)
    expect(page.locator("#parts")).to_contain_text(f"wprowadzone: {len(PEOPLE)}")

    _take_back(page, "2. Wyjścia", whole)
    _take_back(page, "1. Osoby", whole)
    page.goto(whole)
    expect(page.locator("#parts")).to_contain_text(f"cofnięta: {len(PEOPLE)}")
