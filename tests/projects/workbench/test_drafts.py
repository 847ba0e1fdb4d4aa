"""What was typed and not saved: kept for its member alone, offered again, gone when it is saved."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.template import loader
from django.utils import timezone

from core import tenancy
from core.days import today
from projects.documents.forms import ReasonForm
from projects.participants.models import Participation, Person
from projects.workbench import forgetting
from projects.workbench.models import Draft
from tests import make
from tests.make import recruitment
from tests.projects.participants.test_views_changes import PERSON, START

KEEP, DISCARD = "/warsztat/szkice/", "/warsztat/szkice/odrzuc/"


@pytest.fixture
def address(alfa, anna) -> str:
    """Of the form that enters a person in a running project."""
    with tenancy.inside(alfa):
        project = make.project(
            by=anna,
            starts_on=today() - timedelta(days=400),
            ends_on=today() + timedelta(days=400),
        )
    return f"/uczestnicy/dodaj/{project.pk}/"


def hidden(answer, name: str) -> str:
    return unescape(re.search(f'name="{name}" value="([^"]+)"', answer.content.decode())[1])


def page_of(browser, address: str) -> dict[str, str]:
    """What the page itself sends with a draft."""
    answer = browser.get(address)
    return {name: hidden(answer, name) for name in ("draft_key", "next", "continue")}


def test_the_button_keeps_a_draft_and_shows_the_form_as_it_was_left(browser, address):
    typed = {**PERSON, **page_of(browser, address)}

    answer = browser.post(KEEP, typed)
    begun = browser.get(answer.url).context["form"]

    assert answer.url == f"{address}?szkic=1"
    assert begun["family_name"].value() == "Żółć"
    assert begun["pesel"].value() == make.PESEL_OF_A_WOMAN
    assert begun["at_risk"].value() is False
    assert 'value="Żółć"' in browser.get(answer.url).content.decode()


def test_who_comes_back_is_asked_and_sees_an_empty_form_until_they_say_so(browser, address):
    browser.post(KEEP, {**PERSON, **page_of(browser, address)})

    page = browser.get(address)

    assert "Żółć" not in page.content.decode()
    assert f'href="{address}?szkic=1"' in page.content.decode()


def test_a_draft_outlives_the_session(browser, address, client_of, coordinator, alfa):
    browser.post(KEEP, {**PERSON, **page_of(browser, address)})
    browser.post("/wyjscie/")

    again = client_of(coordinator, alfa).get(f"{address}?szkic=1")

    assert 'value="Żółć"' in again.content.decode()


def test_the_script_gets_a_sentence_with_the_time(browser, address):
    answer = browser.post(KEEP, {**PERSON, **page_of(browser, address)}, headers={"X-Draft": "1"})

    assert answer.json()["is_kept"] is True
    assert re.search(r"\d\d:\d\d", answer.json()["said"])


def test_the_script_is_told_when_nothing_was_kept(browser, address, alfa):
    long = {**PERSON, "street": "ż" * 100_001, **page_of(browser, address)}

    refused = browser.post(KEEP, long, headers={"X-Draft": "1"})
    forged = browser.post(KEEP, {**PERSON, "draft_key": "x"}, headers={"X-Draft": "1"})

    assert refused.json()["is_kept"] is False
    assert forged.json()["is_kept"] is False
    with tenancy.inside(alfa):
        assert not Draft.objects.exists()


def test_a_page_shown_to_one_member_keeps_no_draft_of_another(browser, address, client_of, alfa):
    jan = client_of(make.account("jan@example.org", "Jan Hinc", alfa, "coordinator"), alfa)

    answer = jan.post(KEEP, {**PERSON, **page_of(browser, address)}, headers={"X-Draft": "1"})

    assert answer.json()["is_kept"] is False
    assert "Żółć" not in jan.get(f"{address}?szkic=1").content.decode()


def test_a_draft_is_sealed_and_without_what_belongs_to_the_page(browser, address, alfa):
    browser.post(KEEP, {**PERSON, "csrfmiddlewaretoken": "t", **page_of(browser, address)})

    with tenancy.inside(alfa):
        stored = bytes(Draft.objects.values_list("payload", flat=True)[0])
        payload = json.loads(Draft.objects.get().payload)
    assert make.PESEL_OF_A_WOMAN.encode() not in stored
    assert payload["pesel"] == [make.PESEL_OF_A_WOMAN]
    assert not {"csrfmiddlewaretoken", "draft_key", "next", "continue", "once"} & set(payload)


def test_a_later_draft_takes_the_place_of_the_earlier_one(browser, address, alfa):
    page = page_of(browser, address)

    browser.post(KEEP, {**PERSON, **page})
    browser.post(KEEP, {**PERSON, "family_name": "Lis", **page})

    with tenancy.inside(alfa):
        assert json.loads(Draft.objects.get().payload)["family_name"] == ["Lis"]


def test_a_discarded_draft_is_gone(browser, address, alfa):
    page = page_of(browser, address)
    browser.post(KEEP, {**PERSON, **page})

    answer = browser.post(DISCARD, page)

    assert answer.url == address
    with tenancy.inside(alfa):
        assert not Draft.objects.exists()


def test_what_was_saved_is_no_draft_any_more_and_what_was_refused_still_is(browser, address, alfa):
    page = page_of(browser, address)
    browser.post(KEEP, {**PERSON, **page})

    browser.post(address, {**PERSON, **START, "place": "", **page})
    with tenancy.inside(alfa):
        assert Draft.objects.count() == 1
    browser.post(address, {**PERSON, **START, **page})

    with tenancy.inside(alfa):
        assert Person.objects.count() == 1
        assert not Draft.objects.exists()


def test_a_saved_form_does_not_fail_because_of_its_draft(browser, address, alfa):
    answer = browser.post(address, {**PERSON, **START, "draft_key": "made up"})

    assert answer.status_code == 302
    with tenancy.inside(alfa):
        assert Participation.objects.count() == 1


def test_after_two_weeks_a_draft_is_not_offered_and_then_forgotten(browser, address, alfa):
    browser.post(KEEP, {**PERSON, **page_of(browser, address)})
    with tenancy.inside(alfa):
        Draft.objects.update(saved_at=timezone.now() - timedelta(days=14))

    assert "szkic=1" not in re.sub(
        'name="continue"[^>]+', "", browser.get(address).content.decode()
    )
    with tenancy.inside(alfa):
        forgetting.forget(at=timezone.now())
        assert not Draft.objects.exists()


def test_keeping_a_draft_never_leads_to_another_site(browser, address):
    page = {**page_of(browser, address), "continue": "https://evil.example.org/"}

    assert browser.post(KEEP, {**PERSON, **page}).url == "/"


def test_a_draft_of_a_correction_still_meets_a_later_change_as_a_comparison(
    browser, club, alfa, anna
):
    form = f"/uczestnicy/{club[0].pk}/start/"
    page = {**page_of(browser, form), "opened": hidden(browser.get(form), "opened")}
    typed = {"disability": "YES", "isced": "5", "version": "1", **page}
    browser.post(KEEP, typed)
    with tenancy.inside(alfa):
        Participation.objects.filter(pk=club[0].pk).update(isced=6, version=2)

    begun = browser.get(f"{form}?szkic=1").context["form"]

    assert begun["version"].value() == "1"
    assert begun["isced"].value() == "5"


@pytest.fixture
def long_forms(alfa, anna) -> list[str]:
    """Forms of an hour's work: what is typed there is kept on the way."""
    with tenancy.inside(alfa):
        person = make.participation(by=anna)
        opened = recruitment.recruitment(by=anna)
        recruitment.grid(opened, recruitment.criterion(), by=anna)
        candidate = recruitment.candidate(opened, by=anna)
    project = f"/projekty/{person.project_id}"
    path = f"/uczestnicy/{person.pk}"
    return [
        f"{path}/diagnoza/",
        f"{path}/plan/",
        f"{path}/kontrakt/",
        f"{project}/aneks/",
        f"{project}/popraw/",
        f"{project}/dla-kogo/",
        f"/rekrutacja/kandydat/{candidate.pk}/punkty/",
    ]


def test_every_long_form_of_the_team_keeps_a_draft(browser, long_forms):
    pages = {address: browser.get(address) for address in long_forms}

    assert {address: page.status_code for address, page in pages.items()} == dict.fromkeys(
        long_forms, 200
    )
    without = [each for each, page in pages.items() if "data-draft=" not in page.content.decode()]
    assert without == []


def test_a_draft_of_a_diagnosis_is_offered_and_fills_the_form_again(browser, long_forms):
    diagnosis, plan = long_forms[:2]
    typed = {"conclusions": "Mieszka sama.", "done_on": "02.11.2026"}

    answer = browser.post(KEEP, {**typed, **page_of(browser, diagnosis)})

    assert "Mieszka sama." in browser.get(answer.url).content.decode()
    assert "szkic=1" in browser.get(diagnosis).content.decode()
    assert "szkic=1&" not in browser.get(plan).content.decode()
    assert 'class="notice notice-amber notice-choice"' not in browser.get(plan).content.decode()


def test_a_page_with_a_draft_of_its_own_switches_nothing_on(rf):
    form = loader.get_template("ui/components/form.html")

    drawn = form.render({"form": ReasonForm(), "draft": "a paper", "request": rf.get("/")})

    assert "data-draft" not in drawn
