"""On the pages: a register of applications is sent for a round, named, mended, entered and taken back."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core import tenancy
from core.ledger.models import Member
from projects.exchange import steps
from projects.exchange.models import Import
from projects.recruitment.models import Candidate, Recruitment
from sheets import reading
from tests import make
from tests.make import applications
from tests.make import recruitment as made
from tests.make.applications import application


@pytest.fixture
def opened(alfa, coordinator) -> Recruitment:
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        found = made.recruitment(by=anna)
        made.grid(found, by=anna)
        made.recruitment(by=anna, of=found.project, name="Drugi nabór")
        return found


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def working(alfa):
    """Does what the worker does, and tells how far the file is."""

    def work() -> Import:
        with tenancy.inside(alfa):
            found = Import.objects.get()
            steps.advance(found.pk, on=make.TODAY)
            return Import.objects.get(pk=found.pk)

    return work


def _sent(browser, opened: Recruitment, content: bytes) -> str:
    """Sent from the page to which the round leads; the address of the file's page."""
    link = f"/import/nowy/{opened.project_id}/?co=candidates-{opened.pk}"
    assert link.encode() in browser.get(f"/rekrutacja/{opened.pk}/").content
    page = browser.get(link)
    (chosen,) = re.findall(rb'<input[^>]*name="kind"[^>]*checked[^>]*>', page.content)
    assert f'value="candidates-{opened.pk}"'.encode() in chosen
    file = SimpleUploadedFile("rejestr.csv", content)
    answer = browser.post(link, {"kind": f"candidates-{opened.pk}", "file": file})
    assert answer.status_code == 302
    return str(answer["Location"])


def _columns(browser, address: str) -> dict[str, str]:
    """What the page of columns would send as it stands."""
    form = browser.get(f"{address}kolumny/").context["form"]
    told = {name: form[name].value() or "" for name in form.fields}
    return told | {"all_citizenship": "PL", "all_at_risk": "tak"}


def test_a_register_goes_the_whole_way_and_back(browser, opened, working, alfa):
    rows = [application(1), application(2), application(3, postal_code="83-30")]
    address = _sent(browser, opened, applications.register(*rows))
    working()
    assert browser.post(f"{address}kolumny/", _columns(browser, address)).status_code == 302
    found = working()

    bad = browser.get(f"{address}wiersze/?stan=bad")
    (one,) = bad.context["shown"]
    field = one.answers[0].field.html_name
    browser.post(f"{address}wiersze/{one.row.pk}/", {field: "83-300"})
    told = browser.get(f"{address}wprowadz/")
    assert "3" in told.context["told"].sentence
    browser.post(f"{address}wprowadz/", {"differing": "ours", "seen": told.context["told"].seen})
    found = working()

    page = browser.get(address).content.decode()
    assert f"/rekrutacja/kandydaci/?nabor={opened.pk}" in page
    with tenancy.inside(alfa):
        assert Candidate.objects.filter(recruitment=opened).count() == 3
    seen = browser.get(f"{address}cofnij/").context["seen"]
    assert browser.post(f"{address}cofnij/", {"seen": seen}).status_code == 302
    found = working()
    assert found.step == "undone"
    with tenancy.inside(alfa):
        assert not Candidate.objects.exists()


def test_a_template_of_the_round_asks_its_questions(browser, opened):
    answer = browser.get(f"/import/nowy/{opened.project_id}/wzor/candidates-{opened.pk}/")

    with reading.opened(answer.content, "wzor.xlsx") as book:
        titles = next(iter(book.rows())).cells
    assert {"Mieszka samotnie", "Nazwisko", "PESEL"} <= set(titles)
    without = browser.get(f"/import/nowy/{opened.project_id}/wzor/candidates/")
    assert without.status_code == 404


def test_the_page_of_sending_offers_every_round_of_the_project_and_no_other(
    browser, opened, alfa, coordinator
):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        other = made.recruitment(by=anna, of=make.project(by=anna, title="Inny"), name="Obcy nabór")

    page = browser.get(f"/import/nowy/{opened.project_id}/").content.decode()

    assert page.count('value="candidates-') == 2
    assert str(other.pk) not in page
    assert re.search(r'<input[^>]*value="participants"[^>]*checked', page)
    sent = {"kind": f"candidates-{other.pk}", "file": SimpleUploadedFile("a.csv", b"a;b")}
    assert browser.post(f"/import/nowy/{opened.project_id}/", sent).status_code == 200
