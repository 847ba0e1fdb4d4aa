"""A project with three people, and the browser of its coordinator."""

from typing import Any

import pytest

from core import tenancy
from core.ledger.models import Member
from projects.participants.models import Participation
from tests import make

PEOPLE = [
    ("Żak", "Adam", make.PESEL_OF_A_MAN, "M", make.date(2026, 5, 5)),
    ("Ćwik", "Żaneta", make.PESEL_OF_A_WOMAN, "F", make.date(2026, 3, 3)),
    ("Cyman", "Ewa", None, "F", make.date(2026, 4, 4)),
]


@pytest.fixture
def browser(client_of: Any, coordinator: Any, alfa: Any) -> Any:
    return client_of(coordinator, alfa)


@pytest.fixture
def anna(alfa: Any, coordinator: Any) -> Member:
    """The coordinator, as the tenant knows her."""
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


@pytest.fixture
def ewa(alfa: Any) -> Member:
    """A case worker of the whole unit."""
    return make.member(alfa, "ewa@example.org", "Ewa Konkel", "case_worker")


@pytest.fixture
def club(alfa: Any, anna: Member) -> list[Participation]:
    """Żak, Ćwik and Cyman in one project."""
    with tenancy.inside(alfa):
        project = make.project(by=anna)
        return [
            make.participation(
                by=anna,
                of=project,
                family_name=family,
                given_name=given,
                pesel=number,
                sex=sex,
                started_on=day,
            )
            for family, given, number, sex, day in PEOPLE
        ]


def names(answer: Any) -> list[str]:
    """Who stands in the list, in its order."""
    return [str(row[0].value) for row in answer.context["listing"].table.rows]
