"""A figure says since when it stands, where that is before the release that tells it."""

import csv
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from core import tenancy
from core.days import today
from dashboards.metropolis import kept
from dashboards.metropolis.kept import Counts, Key
from dashboards.metropolis.models import (
    LiveFreshness,
    LiveUnit,
    Release,
    ReleasedCell,
    ReleasedProject,
)
from tests import make
from tests.make import watching
from ui import formats

PROGRAMME = Key("", None, "PEOPLE_AT_RISK", "ALL", "", "")
KARTUSKI, GDYNIA = PROGRAMME._replace(unit_code="2205"), PROGRAMME._replace(unit_code="2262")
BY_AGE = KARTUSKI._replace(trait="AGE", value="18-29")


pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def browser(metropolis, client_of):
    account = make.account("ola@example.org", "Ola Miotk", metropolis, "metropolitan_coordinator")
    return client_of(account, metropolis)


def released(shown: dict[Key, int | None], *, days_ago: int = 0) -> Release:
    """A release that shows so many participations of as many people."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        made = watching.release()
        day = today() - timedelta(days=days_ago)
        made.released_at = datetime.combine(day, time(11), tzinfo=UTC)
        made.save()
        counts = {key: None if n is None else Counts(n, n) for key, n in shown.items()}
        kept.tell(made, counts)
        LiveFreshness.objects.update_or_create(
            id=1, defaults={"published_count": 1, "expected_count": 1, "as_of": made.released_at}
        )
    return made


def since(release: Release) -> dict[str, date | None]:
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        rows = ReleasedCell.objects.filter(release=release)
        return {row.unit_code: row.since for row in rows}


def test_a_number_keeps_the_day_on_which_it_was_first_shown():
    first, second = today() - timedelta(days=9), today() - timedelta(days=5)
    released({PROGRAMME: 60, KARTUSKI: 40, GDYNIA: 20}, days_ago=9)
    released({PROGRAMME: 66, KARTUSKI: 40, GDYNIA: 26}, days_ago=5)

    last = released({PROGRAMME: 66, KARTUSKI: 45, GDYNIA: 26})

    assert since(last) == {"": second, "2205": today(), "2262": second}
    assert first not in since(last).values()


def test_a_number_of_a_trait_keeps_its_day_too():
    released({BY_AGE: 40}, days_ago=9)

    last = released({BY_AGE: 40})

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        assert last.breakdowns.get().since == today() - timedelta(days=9)


def test_what_is_hidden_has_no_day_and_begins_anew_when_it_is_shown_again():
    released({KARTUSKI: 40}, days_ago=9)

    assert since(released({KARTUSKI: None}, days_ago=5)) == {"2205": None}
    assert since(released({KARTUSKI: 40})) == {"2205": today()}


def test_a_number_from_before_days_were_noted_stands_since_the_last_release_at_least():
    released({KARTUSKI: 40}, days_ago=9)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        ReleasedCell.objects.update(since=None)

    assert since(released({KARTUSKI: 40})) == {"2205": today() - timedelta(days=9)}


@pytest.fixture
def older():
    """Kartuski's number stands for nine days; that of the programme is of today's release."""
    watching.released_project()
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        LiveUnit.objects.create(unit_code="2205", projects_count=1, eu_amount=850_000, targets={})
    released({PROGRAMME: 60, KARTUSKI: 40}, days_ago=9)
    released({PROGRAMME: 66, KARTUSKI: 40})
    return formats.day(today() - timedelta(days=9))


def test_a_page_says_since_when_its_oldest_number_stands(browser, older):
    told = "aż zmieni ją pięć osób"
    pages = {one: browser.get(one).text for one in ("/", "/powiaty-i-miasta/2205/")}

    assert all(told in page and older in page for page in pages.values())
    assert told not in browser.get("/powiaty-i-miasta/2262/").text


def test_a_page_has_one_sentence_on_how_fresh_it_is(browser, older):
    for address in ("/", "/powiaty-i-miasta/2205/", "/porownanie/"):
        page = browser.get(address).text.split("<main")[1]
        assert page.count("sumy całego programu na") == 1
        assert page.count("reszta z wydania") == 1


def test_a_projects_page_says_of_when_it_is(browser, older):
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        card = ReleasedProject.objects.get()

    assert "reszta z wydania" in browser.get(f"/projekty/{card.pk}/").text


def test_a_file_says_of_each_number_since_when_it_stands(browser, older):
    head, *rows = csv.reader(
        browser.get("/dane/powiaty-i-miasta.csv").content.decode("utf-8-sig").splitlines(),
        delimiter=";",
    )
    place = head.index("Osoby: stan z")

    told = {row[0]: row[place] for row in rows}
    assert told["powiat kartuski"] == str(today() - timedelta(days=9))
    assert told["miasto Gdynia"] == ""


def test_the_notes_of_a_file_name_the_oldest_number(browser, older):
    book = ZipFile(BytesIO(browser.get("/dane/powiaty-i-miasta.xlsx").content))

    assert f"najstarsza liczba z {older}" in book.read("xl/worksheets/sheet2.xml").decode()
