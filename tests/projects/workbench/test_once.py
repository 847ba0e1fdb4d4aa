"""A form that creates something creates it once, with or without a script in the browser."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from core import tenancy
from core.days import today
from projects.participants.models import Participation, Person
from projects.workbench import forgetting, once
from projects.workbench.models import UsedToken
from tests import make
from tests.projects.participants.test_views_changes import PERSON, START

WITHOUT_PESEL = {**PERSON, "pesel": "", "no_pesel": "on", "born_on": "05.05.1990", "sex": "F"}

SOMEBODY_ELSE = {
    **WITHOUT_PESEL,
    "family_name": "Bieszk",
    "given_name": "Jan",
    "born_on": "06.07.1971",
    "sex": "M",
}


@pytest.fixture
def address(alfa, anna) -> str:
    with tenancy.inside(alfa):
        project = make.project(
            by=anna,
            starts_on=today() - timedelta(days=400),
            ends_on=today() + timedelta(days=400),
        )
    return f"/uczestnicy/dodaj/{project.pk}/"


def token_of(page) -> str:
    return re.search('name="once" value="([^"]+)"', page.content.decode())[1]


def people(alfa) -> int:
    with tenancy.inside(alfa):
        return Person.objects.count()


def test_the_same_page_sent_twice_makes_one_person_and_leads_to_them(browser, address, alfa):
    typed = {**WITHOUT_PESEL, **START, "once": token_of(browser.get(address))}

    first = browser.post(address, typed)
    second = browser.post(address, typed)

    assert people(alfa) == 1
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    with tenancy.inside(alfa):
        assert first.url == f"/uczestnicy/{Participation.objects.get().pk}/"


def test_two_pages_make_two_people(browser, address, alfa):
    browser.post(address, {**WITHOUT_PESEL, **START, "once": token_of(browser.get(address))})
    browser.post(address, {**SOMEBODY_ELSE, **START, "once": token_of(browser.get(address))})

    assert people(alfa) == 2


def test_a_refused_page_keeps_its_token_and_can_be_saved(browser, address, alfa):
    token = token_of(browser.get(address))

    refused = browser.post(address, {**WITHOUT_PESEL, **START, "sex": "", "once": token})
    saved = browser.post(address, {**WITHOUT_PESEL, **START, "once": token_of(refused)})

    assert token_of(refused) == token
    assert saved.status_code == 302
    assert people(alfa) == 1


def test_a_refusal_inside_the_operation_leaves_the_token_unused(browser, address, alfa, club):
    token = token_of(browser.get(address))

    known = browser.post(address, {**PERSON, **START, "once": token})

    assert set(known.context["form"].errors) == {"pesel"}
    with tenancy.inside(alfa):
        assert not UsedToken.objects.exists()


@pytest.mark.parametrize(
    "token", ["made up", "IngK:1xUwC9:1FxyGQrSsLlhukEvrSbUdRP8oS4LX4scv6hDO6sU8"]
)
def test_a_token_made_by_hand_saves_nothing_and_is_replaced(browser, address, alfa, token):
    refused = browser.post(address, {**WITHOUT_PESEL, **START, "once": token})

    assert set(refused.context["form"].errors) == {"__all__"}
    assert people(alfa) == 0
    again = browser.post(address, {**WITHOUT_PESEL, **START, "once": token_of(refused)})
    assert again.status_code == 302


def test_a_page_open_since_yesterday_is_saved_after_a_second_look(
    browser, address, alfa, monkeypatch
):
    token = token_of(browser.get(address))
    monkeypatch.setattr(once, "OPEN_FOR", timedelta(seconds=-1))

    refused = browser.post(address, {**WITHOUT_PESEL, **START, "once": token})

    assert set(refused.context["form"].errors) == {"__all__"}
    assert people(alfa) == 0


def test_something_else_from_a_page_that_has_saved_is_said_to_be_unsaved(browser, address, alfa):
    token = token_of(browser.get(address))
    browser.post(address, {**WITHOUT_PESEL, **START, "once": token})

    answer = browser.post(address, {**SOMEBODY_ELSE, **START, "once": token})

    assert set(answer.context["form"].errors) == {"__all__"}
    assert people(alfa) == 1
    again = browser.post(address, {**SOMEBODY_ELSE, **START, "once": token_of(answer)})
    assert again.status_code == 302
    assert people(alfa) == 2


def test_nothing_of_what_was_typed_can_be_read_from_a_used_token(browser, address, alfa):
    typed = {**WITHOUT_PESEL, **START}
    for _page in range(2):
        browser.post(address, {**typed, "once": token_of(browser.get(address))})
        typed = {**SOMEBODY_ELSE, **START}

    with tenancy.inside(alfa):
        kept = list(UsedToken.objects.values_list("fingerprint", flat=True))
    assert [len(each) for each in kept] == [64, 64]
    assert len(set(kept)) == 2


def test_another_member_does_not_get_the_result_of_a_page_that_is_not_theirs(
    browser, address, client_of, alfa
):
    typed = {**WITHOUT_PESEL, **START, "once": token_of(browser.get(address))}
    browser.post(address, typed)
    jan = client_of(make.account("jan@example.org", "Jan Hinc", alfa, "coordinator"), alfa)

    answer = jan.post(address, {**SOMEBODY_ELSE, **START, "once": typed["once"]})

    assert set(answer.context["form"].errors) == {"__all__"}
    assert people(alfa) == 1


def test_tokens_are_remembered_longer_than_any_page_carries_them(alfa, anna):
    assert once.REMEMBERED_FOR > once.OPEN_FOR
    with tenancy.inside(alfa):
        UsedToken.objects.create(pk=anna.pk, member=anna)

        forgetting.forget(at=timezone.now() + once.OPEN_FOR)
        assert UsedToken.objects.exists()
        forgetting.forget(at=timezone.now() + once.REMEMBERED_FOR)

        assert not UsedToken.objects.exists()
