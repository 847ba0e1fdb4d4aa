"""KIS II of Kartuzy, entered from nothing by a coordinator at the wizard, in Chromium."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import CHROMIUM, follow, option, press, send, signed_in
from tests.journeys.site import Site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.xdist_group("journey"),
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="install the Debian package chromium to run browser tests"
    ),
]
KARTUZY = "2205023"
PASJA = "Spółdzielnia Socjalna Pasja"
AREA = "nr 1 „Centrum” (załącznik nr 2)"
STREETS = "Dworcowa 1-15 nieparzyste\nRynek\ngen. Józefa Hallera 1-20"
AGREEMENT = {
    "title": "Klub Integracji Społecznej II w Kartuzach",
    "edition_no": "2",
    "fund": "RPO_WP",
    "measure": "6.1.1",
    "rule_set": "P2014",
    "starts_on": "1.01.2021",
    "ends_on": "30.06.2023",
    "leader_name": "Gmina Kartuzy",
    "implementing_unit": "GOPS w Kartuzach",
}
# The money was not published: invented, but its parts add up and benefits are among them.
MONEY = {
    "total_amount": "3 058 823,53",
    "eu_amount": "2 600 000,00",
    "own_cash_amount": "158 823,53",
    "own_benefits_amount": "300 000",
}
TASKS = {
    "task_1": "Aktywizacja społeczna w KIS",
    "budget_1": "900 000",
    "part_1_0": "900 000",
    "task_2": "Aktywizacja zawodowa",
    "budget_2": "1 200 000",
    "part_2_1": "1 200 000",
}
GROUP = {
    "reintegration_unit": "KIS",
    "premises_required_count": "2",
    "disability_count": "110",
    "food_aid": "SHARE",
    "food_aid_percent": "100",
    "food_aid_wording": "100% osób korzystających z PO PŻ",
    "general_social": "34",
    "general_employment": "22",
    "gminas": [KARTUZY],
    "revitalisation_side": "OUTSIDE",
}
CALENDAR = {"claim_every_months": "3", "claim_due_days": "10", "final_claim_due_days": "30"}
TARGETS = {
    "PEOPLE_AT_RISK_women": "150",
    "PEOPLE_AT_RISK_men": "70",
    "PEOPLE_AT_RISK_total": "220",
    "PEOPLE_WITH_DISABILITIES_women": "70",
    "PEOPLE_WITH_DISABILITIES_men": "40",
    "PEOPLE_WITH_DISABILITIES_total": "110",
}


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    page = signed_in(browser, f"http://kartuzy.localhost:{site.port}", "koordynator projektu")
    yield page
    page.close()


def test_the_page_of_the_project_tells_all_that_was_entered(page):
    _begin(page)
    send(page, **AGREEMENT)
    send(page, **MONEY)
    send(page, kind_0="gmina", name_1=PASJA, kind_1="social_cooperative")
    send(page, **TASKS)
    _enter_the_area_on_the_way(page)
    complemented = option(page, "complementary_project", "Klub Integracji Społecznej")
    area = option(page, "revitalisation_area", AREA)
    send(page, **GROUP, revitalisation_area=area, complementary_project=complemented)
    send(page, **CALENDAR)

    # The last step shows everything once more, and only its button makes a project.
    assert "Pasja" in page.inner_text("main")
    send(page)
    assert "/cele/" in page.url
    send(page, **TARGETS)

    said = re.sub(r"\s+", " ", page.inner_text("main"))
    _tells_the_agreement(said)
    _tells_whom_it_is_for(said)
    assert _targets(page) == {
        "PEOPLE_AT_RISK": ("150", "70", "220"),
        "PEOPLE_WITH_DISABILITIES": ("70", "40", "110"),
    }


def _begin(page: Page) -> None:
    """From the list of projects, as whoever has never done it would."""
    page.goto("/projekty/")
    follow(page, "/projekty/nowy/")
    send(page)


def _enter_the_area_on_the_way(page: Page) -> None:
    press(page, "main button[name=go][value=area]")
    send(
        page,
        name=AREA,
        gmina=KARTUZY,
        place="Kartuzy",
        source="Uchwała Rady Miejskiej w Kartuzach",
        valid_from="1.12.2016",
        lines=STREETS,
    )
    assert page.url.endswith("/dla-kogo/"), page.url


def _tells_the_agreement(said: str) -> None:
    assert AGREEMENT["title"] in said
    assert PASJA in said
    for amount in ("3 058 823,53", "2 600 000,00", "158 823,53", "300 000,00", "458 823,53"):
        assert amount in said, amount
    assert "Aktywizacja zawodowa" in said


def _tells_whom_it_is_for(said: str) -> None:
    assert "„100% osób korzystających z PO PŻ”" in said
    assert AREA in said
    assert "Klub Integracji Społecznej" in said.replace(AGREEMENT["title"], "")
    assert "110" in said


def _targets(page: Page) -> dict[str, tuple[str, ...]]:
    """Women, men and everybody promised, by the indicator's code."""
    found = {}
    for row in page.locator("tr", has=page.locator('th a[href*="/wskazniki/"]')).all():
        address = urlsplit(row.locator("th a").get_attribute("href") or "")
        code = address.path.rstrip("/").rsplit("/", 1)[-1]
        cells = row.locator("td").all_inner_texts()
        promised = [re.findall(r"\d+", cells[place])[-1] for place in (0, 1, 3)]
        found[code] = tuple(promised)
    return found
