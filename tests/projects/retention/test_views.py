"""The pages of retention: until when, what would go, and what is told when it is gone."""

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse as reverse_of

from core import tenancy
from core.ledger.models import Member
from indicators.declared import queries as declared
from indicators.facts.tasks import publish_tenant
from projects.agreements import operations as agreements
from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.participants.traits import SOCIAL, traits_in
from projects.retention.models import Removal
from tests import make
from tests.make import retention


@pytest.fixture
def old(alfa: Any, coordinator: Any) -> Project:
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        project = retention.old_project(by=anna)
        retention.participant(project, by=anna)
    publish_tenant(alfa)
    return project


@pytest.fixture
def second(alfa: Any) -> Any:
    return make.account("iga@example.org", "Iga Druga", alfa, "coordinator")


def reverse(name: str, **known: Any) -> str:
    return reverse_of(name, urlconf="config.urls_tenant", **known)


def seen_on(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', page)
    assert found
    return found[1]


def test_an_unknown_day_is_said_to_be_unknown(alfa, coordinator, client_of):
    with tenancy.inside(alfa):
        project = make.project(by=Member.objects.get(account_id=coordinator.pk))

    page = client_of(coordinator, alfa).get(reverse("retention:project", args=[project.pk]))

    assert "Nie wiadomo jeszcze, jak długo" in page.content.decode()


def test_one_asks_and_another_one_looks_and_agrees(alfa, old, coordinator, second, client_of):
    ours, theirs = client_of(coordinator, alfa), client_of(second, alfa)
    answer = ours.post(reverse("retention:ask", args=[old.pk]))
    assert answer.status_code == 302
    with tenancy.inside(alfa):
        removal = Removal.objects.get()
    address = reverse("retention:remove", args=[removal.pk])

    page = reverse("retention:project", args=[old.pk])
    assert "Wycofaj prośbę" in ours.get(page).content.decode()
    assert "Odrzuć prośbę" in theirs.get(page).content.decode()
    refused = ours.post(address, {"seen": seen_on(ours.get(address).content.decode())})
    agreed = theirs.post(address, {"seen": seen_on(theirs.get(address).content.decode())})

    assert "zgodzić musi się ktoś inny" in refused.content.decode()
    assert agreed.status_code == 302
    with tenancy.inside(alfa):
        assert not Participation.objects.exists()


def test_whoever_agrees_is_told_that_the_day_was_moved(alfa, old, coordinator, second, client_of):
    asked = reverse("retention:ask", args=[old.pk])
    before = client_of(coordinator, alfa).get(asked).content.decode()
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        agreements.correct_project(
            project=old, version=old.version, by=anna, retain_until=date(2026, 1, 31)
        )

    after = client_of(second, alfa).get(asked).content.decode()

    told = "dzień, do którego trzyma się dane, wpisuje ostatnio"
    assert (told in before, told in after) == (False, True)
    assert anna.display_name in after


@pytest.fixture
def removed(alfa: Any, old: Project, coordinator: Any) -> Project:
    agreeing = retention.another("alfa")
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        retention.removed(old, by=anna, agreed_by=agreeing)
    publish_tenant(alfa)
    return old


def test_afterwards_the_page_tells_how_much_went(alfa, removed, coordinator, client_of):
    address = reverse("retention:project", args=[removed.pk])

    page = client_of(coordinator, alfa).get(address).content.decode()

    assert "Usunięte osoby: 1." in page
    assert "Iga Druga" in page


def test_a_figure_opens_and_says_that_nobody_knows_whose_it_was(
    alfa, removed, coordinator, client_of
):
    address = reverse("indicator", args=["PEOPLE_AT_RISK"])

    page = client_of(coordinator, alfa).get(address).content.decode()

    assert "Liczy się jeszcze jedno uczestnictwo" in page


def test_a_project_whose_people_were_removed_is_no_project_without_people(alfa, removed):
    with tenancy.inside(alfa):
        assert declared.has_people(removed)
        assert traits_in([removed.pk])[removed.pk][SOCIAL] == 0
