"""A club with a workshop, a group of three people in it, and one session behind them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import translation

from core import tenancy
from core.ledger.models import Member
from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.support.models import Group, Service, Session
from tests import make
from tests.make import support


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Sentences of refusals are matched in the language of their source."""
    with translation.override("en"):
        yield


@dataclass
class Club:
    """Everything of one project; `anna` runs it."""

    anna: Member
    project: Project
    service: Service
    group: Group
    people: list[Participation]
    session: Session

    def fresh(self, place: int) -> Participation:
        return Participation.objects.get(pk=self.people[place].pk)


def open_club(anna: Member, count: int = 3) -> Club:
    project = make.project(by=anna)
    service = support.service(of=project, by=anna)
    group = support.group(of=service, by=anna)
    people = support.people(count, of=project, by=anna)
    support.join(group, *people, by=anna)
    return Club(anna, project, service, group, people, support.session(group, by=anna))


@pytest.fixture
def club(inside_alfa: Member) -> Club:
    """Inside alfa from here on."""
    return open_club(inside_alfa)


@pytest.fixture
def closed_club(alfa: Any, coordinator: Any) -> Club:
    """The same, seen from outside: for tests that come over HTTP."""
    with tenancy.inside(alfa):
        return open_club(Member.objects.get(account_id=coordinator.pk))
