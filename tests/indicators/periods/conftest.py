"""A project of three people with a closed first period, and an open second one."""

from collections.abc import Iterator
from typing import Any

import pytest

from core.ledger.models import Member
from tests import make
from tests.make import periods


@pytest.fixture
def anna(inside_alfa: Member) -> Iterator[Member]:
    """Inside alfa, as its coordinator."""
    return inside_alfa


@pytest.fixture
def club(anna: Member) -> Any:
    return make.project(by=anna)


@pytest.fixture
def women(anna: Member, club: Any) -> list[Any]:
    """Three who began in the first period; nobody has a disability."""
    names = ("Ala", "Bea", "Cela")
    return [
        make.participation(by=anna, of=club, pesel=None, given_name=name, family_name="Lis")
        for name in names
    ]


@pytest.fixture
def first(anna: Member, club: Any, women: Any) -> Any:
    return periods.period(of=club, by=anna)


@pytest.fixture
def second(anna: Member, club: Any, first: Any) -> Any:
    return periods.period(of=club, by=anna, days=periods.SECOND)
