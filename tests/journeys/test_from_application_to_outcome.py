"""One person of Kartuzy, from the web form to work after leaving, and what three pages count."""

import re
import time
from datetime import date

import pytest
from django.utils import translation
from playwright.sync_api import Browser, Page, expect

from core import pesel
from core.days import today
from projects.recruitment.rules.visits import LEAST_FILLING_SECONDS, LEAST_SECONDS
from tests.journeys import site as sites
from tests.journeys.browsing import (
    CHROMIUM,
    MAIN_BUTTON,
    follow,
    option,
    press,
    send,
    signed_in,
    type_in,
)
from ui import formats

pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.xdist_group("journey"),
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="install the Debian package chromium to run browser tests"
    ),
]
TODAY = f"{today():%d.%m.%Y}"
GROUP = "Grupa od zgłoszenia do pracy"
SERVICE = "Grupa wsparcia"
WHO = {
    "family_name": "Szczęsna-Łądka",
    "given_name": "Żaneta",
    "pesel": pesel.make(born_on=date(1987, 5, 9), sex="F", serial=2718),
    "citizenship": "PL",
}
WHERE = {
    "phone": "600 200 300",
    "gmina": "2205023",
    "place": "Kartuzy",
    "street": "Sambora",
    "building": "7",
    "postal_code": "83-300",
}
SITUATION = {
    "labour_status": "UNEMPLOYED",
    "labour_detail": "LONG_TERM",
    "months_out_of_work": "30",
    "isced": "2",
    "foreign_background": "NO",
    "third_country": "NO",
    "minority": "NO",
    "homeless": "NO",
    "disability": "NO",
    "at_risk": True,
}
ANSWERS = {"k_staz-pracy": "18", "k_korzysta-z-po-pz": "yes", "k_iii-profil-pomocy": "no"}
AREAS = ("HOUSING", "HEALTH", "FAMILY", "MONEY", "LEARNING", "WORK", "COMMUNITY")


def test_one_story_is_told_alike_on_the_person_the_project_and_the_metropolis(site, browser):
    root = f"http://kartuzy.localhost:{site.port}"
    worker = signed_in(browser, root, "pracownik socjalny")
    tab, begun = _filled_in(browser, root)
    # Nobody fills in a form in no time: what stood before is read meanwhile.
    project = _running_project(worker)
    before, reached = site.headline(), _reached(worker, project)

    _send_in(tab, begun)
    person = _take_in(worker)
    _agree_the_path(worker, person)
    _plan_the_basket(worker, person)
    assert _reached(worker, project) == reached, "nobody is counted before the first support"
    _come_to_a_session(worker, project, person)
    _leave_and_find_work(worker, person)

    counted = {name: before[name] + 1 for name in ("people", "participations", "employed")}
    sites.until(lambda: counted.items() <= site.headline().items(), "all figures", seconds=20)
    assert _reached(worker, project) == {code: reached[code] + 1 for code in reached}
    _metropolis_agrees(browser, site, counted)
    _page_of_the_person_tells_it(worker, person)


def _running_project(page: Page) -> str:
    page.goto("/projekty/?stan=trwa")
    address = page.locator('main a[href^="/projekty/0"]').first.get_attribute("href") or ""
    return address.strip("/").split("/")[1]


def _reached(page: Page, project: str) -> dict[str, int]:
    """How many the project's page counts, by the indicator's code."""
    page.goto(f"/projekty/{project}/")
    found = {}
    for code in ("PEOPLE_AT_RISK", "EMPLOYED_AFTER"):
        row = page.locator("tr", has=page.locator(f'th a[href*="/{code}/"]'))
        found[code] = _number(row.locator("td").nth(2).inner_text())
    return found


def _today_in_words() -> str:
    with translation.override("pl"):
        return formats.day(today())


def _number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _filled_in(browser: Browser, root: str) -> tuple[Page, float]:
    """Every step but the last, and since when; the tab is closed in the middle, and the draft waits in the same browser."""
    window = browser.new_context(base_url=root)
    tab = window.new_page()
    tab.goto("/rekrutacja/zgloszenie/")
    follow(tab, "/rekrutacja/zgloszenie/")
    first = tab.url
    # A program would be quicker than anybody reads, and is refused.
    tab.wait_for_timeout(LEAST_SECONDS * 1000 + 200)
    press(tab, MAIN_BUTTON)
    begun = time.monotonic()
    send(tab, **WHO)
    send(tab, **WHERE)
    tab.close()

    tab = window.new_page()
    tab.goto(first)
    follow(tab, "/krok/dane/")
    expect(tab.locator("[name=family_name]")).to_have_value(WHO["family_name"])
    send(tab)
    expect(tab.locator("[name=street]")).to_have_value(WHERE["street"])
    send(tab)
    send(tab, **SITUATION)
    send(tab, **ANSWERS)
    return tab, begun


def _send_in(tab: Page, begun: float) -> None:
    passed = time.monotonic() - begun
    tab.wait_for_timeout(max(0, LEAST_FILLING_SECONDS + 0.5 - passed) * 1000)
    send(tab, is_true=True, will_sign=True)
    assert tab.url.endswith("/gotowe/"), tab.url
    tab.context.close()


def _take_in(page: Page) -> str:
    """Points, papers, a decision, a participant; returns the id of the participation."""
    page.goto("/rekrutacja/kandydaci/")
    with page.expect_navigation():
        page.get_by_role("link", name=WHO["family_name"]).first.click()
    follow(page, "/dokumenty/")
    for paper in page.locator("main input[type=radio][name^=d_][value=received]").all():
        paper.check()
    send(page)
    follow(page, "/punkty/")
    send(page)
    follow(page, "/decyzja/")
    send(page, standing="accepted")
    press(page, 'main form[action$="/przyjmij/"] button')
    assert re.search(r"/uczestnicy/[0-9a-f-]{36}/$", page.url), page.inner_text("body")
    person = page.url.rstrip("/").rsplit("/", 1)[-1]

    # Nothing is typed again: what the candidate wrote is what the register holds.
    page.goto(f"/uczestnicy/{person}/popraw/")
    for name in ("family_name", "given_name", "street", "building", "postal_code"):
        expect(page.locator(f"[name={name}]")).to_have_value({**WHO, **WHERE}[name])
    return person


def _agree_the_path(page: Page, person: str) -> None:
    page.goto(f"/uczestnicy/{person}/sciezka/")
    follow(page, f"/{person}/diagnoza/")
    send(page, **{f"{area}_level": "3" for area in AREAS}, WORK_needs="Powrót do pracy w handlu")
    follow(page, f"/{person}/kontrakt/")
    send(page, office_name="GOPS Kartuzy", number="KS/77", signed_on=TODAY, valid_to="31.12.2027")
    follow(page, f"/{person}/plan/")
    plan = {"agreed_on": TODAY, "starts_on": TODAY, "ends_on": "31.12.2027"}
    hours = {"SOCIAL_kinds": SERVICE, "SOCIAL_hours": "20"}
    send(page, kind="REINTEGRATION_PATH", goals="Praca w sklepie blisko domu", **plan, **hours)
    assert page.url.endswith("/sciezka/"), page.url
    assert "KS/77" in page.inner_text("main")


def _plan_the_basket(page: Page, person: str) -> None:
    page.goto(f"/wsparcie/osoba/{person}/")
    follow(page, f"/{person}/plan/")
    send(page, service=option(page, "service", SERVICE), quantity="20")
    assert SERVICE in page.inner_text("main")


def _come_to_a_session(page: Page, project: str, person: str) -> None:
    """A group of one, its session of today, and a sheet filled without a mouse."""
    page.goto(f"/uczestnicy/{person}/")
    # Support has not begun: there is nothing to leave yet.
    expect(page.locator(f'main a[href$="/{person}/zakoncz/"]')).to_have_count(0)

    page.goto(f"/wsparcie/grupy/?projekt={project}")
    follow(page, "/grupy/dodaj/")
    send(page, service=option(page, "service", SERVICE), name=GROUP, capacity_count="8")
    follow(page, "/osoby/")
    type_in(page, q=WHO["family_name"])
    press(page, "main form[role=search] button")
    send(page, people=[person], joined_on=TODAY)
    follow(page, "/zajecia/")
    send(page, held_on=TODAY, start_time="08:00", end_time="10:00")
    with page.expect_navigation():
        page.locator('main .table a[href*="/zajecia/"]').first.click()
    _mark_by_keys(page)

    page.goto(f"/uczestnicy/{person}/")
    expect(page.locator(f'main a[href$="/{person}/zakoncz/"]').first).to_be_visible()
    page.goto(f"/uczestnicy/{person}/zakoncz/")
    assert _today_in_words() in page.inner_text("main"), "the start is the first session attended"


def _mark_by_keys(page: Page) -> None:
    expect(page.locator("[data-row] input[type=radio]:focus")).to_have_count(1)
    page.keyboard.press("o")
    expect(page.locator("[data-row] input[value=PRESENT]")).to_be_checked()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("[data-row] input[value=PRESENT]")).to_be_checked()


def _leave_and_find_work(page: Page, person: str) -> None:
    page.goto(f"/uczestnicy/{person}/")
    follow(page, f"/{person}/zakoncz/")
    send(page, ended_on=TODAY, completed_path="yes", exit_situation="BEING_MONITORED")
    follow(page, f"/{person}/wynik/")
    note = "umowa o pracę z dnia zakończenia, sklep „Sambor”"
    send(page, kind="EMPLOYMENT", observed_on=TODAY, evidence="CONTRACT", note=note)


def _metropolis_agrees(browser: Browser, site: sites.Site, counted: dict[str, int]) -> None:
    root = f"http://localhost:{site.port}"
    page = signed_in(browser, root, "koordynator metropolitalny")
    said = re.sub(r"(?<=\d)\s(?=\d{3})", "", page.inner_text("main"))
    for name, figure in counted.items():
        assert re.search(rf"(?<!\d){figure}(?!\d)", said), f"{name}: {figure}"


def _page_of_the_person_tells_it(page: Page, person: str) -> None:
    page.goto(f"/uczestnicy/{person}/")
    # What a person counts to comes after the page itself.
    page.locator('main a[href*="/wskazniki/EMPLOYED_AFTER/"]').first.wait_for()
    said = page.inner_text("main")
    assert WHO["family_name"] in said
    assert said.count(_today_in_words()) >= 2, said
