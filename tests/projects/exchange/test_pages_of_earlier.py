"""Over HTTP: a whole earlier project is sent, divided, entered part by part and taken back from the last."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core import tenancy
from core.ledger.models import Member
from projects.agreements.models import Project
from projects.exchange.models import EarlierProject, Import
from projects.participants.models import Participation
from projects.support.models import SupportGiven
from tests import make
from tests.make import exchange, support


@pytest.fixture
def project(alfa, coordinator) -> Project:
    with tenancy.inside(alfa):
        by = Member.objects.get(account_id=coordinator.pk)
        found = make.project(by=by)
        support.benefit(of=found, by=by)
        return found


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def working(alfa):
    """Does what the worker does."""

    def work() -> None:
        with tenancy.inside(alfa):
            for one in EarlierProject.objects.all():
                exchange.whole_moved(one)

    return work


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def _sent(browser, project, working) -> str:
    """The address of the page of the whole."""
    content = exchange.whole(exchange.person(1), exchange.person(2))
    file = SimpleUploadedFile("KIS 2026.xlsx", content)
    address = browser.post(f"/import/nowy/{project.pk}/calosc/", {"file": file})["Location"]
    working()
    return address


def _divided(browser, project, working) -> str:
    address = _sent(browser, project, working)
    form = browser.get(address).context["form"]
    told = {name: form[name].value() for name in form.fields}
    assert sorted(told.values()) == ["out", "outcomes", "participants", "services"]
    assert browser.post(address, told).status_code == 302
    working()
    return address


def _next(browser, address) -> str:
    """The address of the part that waits."""
    current = browser.get(address).context["current"]
    return f"/import/{current.found.pk}/"


def _entered(browser, address, working) -> None:
    part = _next(browser, address)
    form = browser.get(f"{part}kolumny/").context["form"]
    told = {name: form[name].value() or "" for name in form.fields}
    told |= {
        f"all_{name}": one["value"]
        for name, one in exchange.FOR_ALL.items()
        if f"all_{name}" in form.fields
    }
    assert browser.post(f"{part}kolumny/", told).status_code == 302
    working()
    seen = browser.get(f"{part}wprowadz/").context["told"].seen
    assert browser.post(f"{part}wprowadz/", {"differing": "ours", "seen": seen}).status_code == 302
    working()


def _taken_back(browser, part) -> Any:
    address = f"/import/{part}/cofnij/"
    return browser.post(address, {"seen": browser.get(address).context["seen"]}, follow=True)


def test_the_whole_way_of_an_earlier_project(browser, alfa, project, working):
    address = _divided(browser, project, working)
    assert "„Osoby”, czeka na Ciebie" in text_of(browser.get(address))

    for _part in range(3):
        _entered(browser, address, working)

    page = text_of(browser.get(address))
    assert "Żadna część nie czeka" in page
    assert page.count("wprowadzone: 2") == 3
    with tenancy.inside(alfa):
        assert Participation.objects.filter(ended_on__isnull=False).count() == 2
        assert SupportGiven.objects.count() == 2
        parts = list(Import.objects.order_by("place").values_list("pk", flat=True))

    refused = _taken_back(browser, parts[0])
    assert "Najpierw cofnij „Wyjścia”" in text_of(refused)
    for part in reversed(parts):
        _taken_back(browser, part)
        working()
    with tenancy.inside(alfa):
        assert not Participation.objects.exists()


def test_a_part_says_of_which_whole_it_is(browser, project, working):
    address = _divided(browser, project, working)

    assert "Część 1 z 3 pliku KIS 2026.xlsx" in text_of(browser.get(_next(browser, address)))


def test_the_rest_is_dropped_on_the_page(browser, project, working):
    address = _divided(browser, project, working)

    dropped = browser.post(f"{address}porzuc/", follow=True)

    assert "Plik porzucono" in text_of(dropped)


def test_what_is_no_workbook_says_why(browser, project, working):
    file = SimpleUploadedFile("KIS.xlsx", b"to nie jest skoroszyt")
    address = browser.post(f"/import/nowy/{project.pk}/calosc/", {"file": file})["Location"]
    working()

    assert "Prześlij inny plik" in text_of(browser.get(address))


def test_an_earlier_project_stands_in_the_list_and_its_parts_do_not(browser, project, working):
    address = _divided(browser, project, working)

    page = browser.get("/import/")

    assert address in page.content.decode()
    assert not page.context["table"].rows


def test_the_template_of_a_whole_is_offered(browser, project):
    page = browser.get(f"/import/nowy/{project.pk}/")

    assert f"/import/nowy/{project.pk}/wzor/earlier/" in page.content.decode()
    answer = browser.get(f"/import/nowy/{project.pk}/wzor/earlier/")
    assert answer.content.startswith(b"PK")
