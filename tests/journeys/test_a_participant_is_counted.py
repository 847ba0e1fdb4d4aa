"""A participant added in Kartuzy raises the metropolis's figure through the real worker, at once."""

import re
from datetime import date

import pytest

from core import pesel
from tests.journeys import site as sites

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey")]
NOBODY = pesel.make(born_on=date(1999, 1, 2), sex="F", serial=4321)
FORM = {
    "pesel": NOBODY,
    "given_name": "Łucja",
    "family_name": "Żelazna",
    "email": "lucja@example.org",
    "phone": "600100200",
    "gmina": "2205023",
    "place": "Kartuzy",
    "street": "Prosta",
    "building": "1",
    "postal_code": "83-300",
    "notice_given_on": "2026-11-02",
    "participant_kind": "INDIVIDUAL",
    "citizenship": "PL",
    "started_on": "2026-11-02",
    "labour_status": "INACTIVE",
    "labour_detail": "NOT_IN_EDUCATION",
    "foreign_background": "NO",
    "third_country": "NO",
    "minority": "NO",
    "homeless": "NO",
    "isced": "3",
    "disability": "NO",
    "at_risk": "on",
}


def test_the_demo_stands_at_the_published_figures(site):
    figures = site.published

    assert figures["people"] == 5000
    assert figures["people_with_disabilities"] == 1487
    assert figures["participations"] == 5240
    assert figures["tenants"] == 17 + 2, "17 of the demo, and the two tenants of the tests"
    assert figures["projects"] == 36, "those of the plan, and one without people"
    assert figures["as_of"]


def test_a_person_is_counted_once_and_their_participations_each_time(site):
    before = site.headline()
    powiat = site.browser("powiat-kartuski.localhost")
    gmina = site.browser("kartuzy.localhost")

    _add(gmina, **FORM)
    sites.until(lambda: site.headline()["people"] == before["people"] + 1, "the person", seconds=20)
    _add(powiat, **FORM)
    sites.until(
        lambda: site.headline()["participations"] == before["participations"] + 2,
        "the second participation",
        seconds=20,
    )

    assert site.headline()["people"] == before["people"] + 1


def test_the_same_number_cannot_take_part_twice_in_one_project(site):
    gmina = site.browser("kartuzy.localhost")
    number = pesel.make(born_on=date(1998, 3, 4), sex="F", serial=1234)
    earlier = site.headline()["participations"]
    _add(gmina, **{**FORM, "pesel": number})
    sites.until(
        lambda: site.headline()["participations"] == earlier + 1, "the first one", seconds=20
    )

    answer = _fill(gmina, **{**FORM, "pesel": number})

    assert answer.status_code == 200, answer.headers.get("Location")
    assert "Żelazna" in answer.text
    assert site.headline()["participations"] == earlier + 1


def _add(browser: sites.Browser, **fields: str) -> None:
    answer = _fill(browser, **fields)
    assert answer.status_code == 302, re.sub(r"<[^>]+>|\s+", " ", answer.text)[:3000]


def _fill(browser: sites.Browser, **fields: str):
    browser.sign_in_as("koordynator")
    running = re.findall(
        r'href="/projekty/([0-9a-f-]{36})/"', browser.open("/projekty/?stan=trwa").text
    )
    return browser.send(f"/uczestnicy/dodaj/{running[0]}/", **fields)
