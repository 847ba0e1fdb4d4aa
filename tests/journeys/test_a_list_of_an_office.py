"""A case worker brings the list that she kept in a spreadsheet: 200 people, 15 of the usual mistakes."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from core.days import today
from tests.journeys.browsing import CHROMIUM, signed_in
from tests.journeys.site import Site
from tests.make import exchange

pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.xdist_group("journey"),
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="install the Debian package chromium to run browser tests"
    ),
]
PEOPLE, MISTAKES, MOST_ACTIONS = 200, 15, 60
FIRST_ROW = 3  # below a title and the headings
WAIT = 60_000  # ms
# She keeps the labour status, and nothing "of which".
TITLES = {name: title for name, title in exchange.TITLES.items() if name != "labour_detail"}
# By place in the list: what is wrong there, and what the case worker types or chooses instead.
WRONG: dict[int, dict[str, tuple[str, str]]] = {
    5: {"pesel": ("85822812348", "")},
    17: {"pesel": ("8582281234", "")},
    23: {"started_on": ("31.02.2026", "")},
    31: {"started_on": ("3 marca", "")},
    44: {"started_on": ("03.03.1926", "")},
    58: {"gmina": ("Katruzy", "2205023")},
    63: {"gmina": ("Borowo", "2205023")},
    71: {"isced": ("wyższe", "3")},
    72: {"isced": ("wyższe", "3")},
    90: {"labour_status": ("szuka pracy", "INACTIVE")},
    104: {"disability": ("?", "NO")},
    120: {"postal_code": ("83-30", "83-300")},
    133: {"phone": ("brak", "600 100 200")},
    150: {"email": ("zażółć@example.org", "zaneta@example.org")},
    177: {"family_name": ("", "Testowa")},
}


class Hands:
    """What a person does with the page, counted: each click, each choice and each value typed."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def click(self, found: Locator) -> None:
        self.count += 1
        found.click()

    def answer(self, field: Locator, text: str) -> None:
        self.count += 1
        if field.evaluate("control => control.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)

    def choose_file(self, field: Locator, content: bytes) -> None:
        self.count += 1
        field.set_input_files({"name": "lista.csv", "mimeType": "text/csv", "buffer": content})


@pytest.fixture(scope="module")
def case_worker(site: Site, browser: Browser) -> Iterator[Page]:
    page = signed_in(browser, f"http://kartuzy.localhost:{site.port}", "koordynator projektu")
    yield page
    page.context.close()


def _day() -> str:
    return f"{today() - timedelta(days=40):%d.%m.%Y}"


def _list() -> bytes:
    rows = [exchange.person(place, started_on=_day()) for place in range(PEOPLE)]
    for place, mistakes in WRONG.items():
        rows[place] |= {name: wrong for name, (wrong, _right) in mistakes.items()}
    return exchange.office_csv(rows, titles=TITLES)


def _right(place: int, name: str, right: str) -> str:
    return right or {"pesel": exchange.person(place)["pesel"], "started_on": _day()}[name]


def _send(hands: Hands) -> None:
    page = hands.page
    hands.click(page.get_by_role("link", name="Z pliku"))
    hands.click(page.locator("#send li a").first)
    hands.choose_file(page.locator("[name=file]"), _list())
    hands.click(page.get_by_role("button", name="Prześlij i zobacz"))
    hands.click(page.get_by_role("link", name="Zobacz kolumny"))


def _name_columns(hands: Hands) -> None:
    page = hands.page
    hands.answer(page.locator("[name=all_participant_kind]"), "INDIVIDUAL")
    hands.answer(page.locator("[name=all_citizenship]"), "PL")
    hands.answer(page.locator("[name=all_at_risk]"), "tak")
    hands.answer(page.locator("[name=all_labour_detail_INACTIVE]"), "NOT_IN_EDUCATION")
    hands.answer(page.locator("[name=all_notice_given_on]"), _day())
    hands.click(page.get_by_role("button", name="Sprawdź wszystkie wiersze"))


def _mend(hands: Hands) -> None:
    page = hands.page
    hands.click(page.get_by_role("link", name="Popraw wiersze"))
    done: set[str] = set()
    for place, mistakes in WRONG.items():
        row = page.locator(f"#row-{place + FIRST_ROW}")
        for name, (wrong, right) in mistakes.items():
            if wrong in done:
                continue
            hands.answer(row.locator(f"[name$='-{name}']"), _right(place, name, right))
            for_all = row.locator(f"[name$='-all_{name}']")
            if for_all.count():
                hands.click(for_all)
                done.add(wrong)
            hands.click(row.get_by_role("button", name="Sprawdź ponownie"))
            expect(row).to_contain_text("Teraz w porządku", timeout=WAIT)


def test_two_hundred_people_are_entered_in_at_most_sixty_actions(case_worker: Page) -> None:
    page, hands = case_worker, Hands(case_worker)
    page.set_default_timeout(WAIT)
    page.goto("/uczestnicy/")
    before = _people(page)

    _send(hands)
    _name_columns(hands)
    expect(page.locator("#import")).to_contain_text(f"{MISTAKES} wierszy ma błędy", timeout=WAIT)
    _mend(hands)
    page.goto(page.url.split("wiersze/")[0])
    hands.click(page.get_by_role("link", name="Przejdź do wprowadzania"))
    hands.click(page.get_by_role("button", name="Wprowadź"))
    expect(page.locator("#import")).to_contain_text("Cofnij cały plik", timeout=WAIT)

    print(f"{hands.count} actions")
    assert hands.count <= MOST_ACTIONS
    page.goto("/uczestnicy/")
    assert _people(page) == before + PEOPLE

    _take_back(page, before)


def _people(page: Page) -> int:
    """How many participations the page of participants tells."""
    told = re.search(r"([\d\s]+)uczestnictw", page.locator(".lead").inner_text())
    assert told, page.locator(".lead").inner_text()
    return int(re.sub(r"\s", "", told[1]))


def _take_back(page: Page, before: int) -> None:
    page.goto("/import/")
    page.locator("#files a").first.click()
    page.get_by_role("link", name="Cofnij cały plik").click()
    page.get_by_role("button", name="Cofnij cały plik").click()
    expect(page.locator("#import")).to_contain_text("Cofnięto", timeout=WAIT)
    page.goto("/uczestnicy/")
    assert _people(page) == before
