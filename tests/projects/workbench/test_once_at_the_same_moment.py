"""A form that saves once, ended by the database for somebody else's sake, in real transactions."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import OperationalError, transaction
from django.http import QueryDict

from core.errors import AtTheSameMoment
from core.ledger.models import Member
from core.operation import REGISTERED, operation
from projects.participants.models import Person
from projects.workbench import once
from projects.workbench.models import UsedToken
from tests import make, waiting


@pytest.fixture
def two(own_database) -> list[Person]:
    """Two people of the unit, whom two colleagues want to hold in opposite orders."""
    waiting.hire()

    def entered(anna: Member) -> list[Person]:
        make.participation(by=anna)
        make.participation(by=anna, pesel=None)
        return list(Person.objects.order_by("pk"))

    return waiting.as_anna(entered)


@pytest.fixture
def rename_both(two) -> Iterator[Any]:
    @operation()
    def rename_the_second_and_the_first(*, by: Member) -> Person:
        for person in reversed(two):
            Person.objects.filter(pk=person.pk).update(given_name="Nowa")
        return two[0]

    yield rename_the_second_and_the_first
    REGISTERED.pop(next(name for name in REGISTERED if "rename_the_second" in name))


def sent(token: str) -> once.OnceForm:
    return once.OnceForm(QueryDict(urlencode({"once": token})))


def renamed(_anna: Member) -> list[str]:
    return list(Person.objects.order_by("pk").values_list("given_name", flat=True))


def used(_anna: Member) -> int:
    return UsedToken.objects.count()


def test_it_asks_to_try_again_and_the_same_page_then_saves_once(two, rename_both):
    first, second = two
    token = once.new_token()
    before = waiting.as_anna(renamed)

    def hold(person: Person) -> None:
        Person.objects.select_for_update().get(pk=person.pk)

    def hold_the_second_too(_anna: Member) -> None:
        with suppress(OperationalError), transaction.atomic():
            hold(second)

    def click(anna: Member) -> tuple[bool, once.OnceForm]:
        form = sent(token)
        return form.carry_out(rename_both, by=anna), form

    is_saved, form = waiting.while_another_waits(
        lambda _anna: hold(first), click, then=hold_the_second_too
    )

    # Nothing of it is left, the mark of the page neither: it is as if nobody had clicked.
    assert not is_saved
    assert form.non_field_errors() == [str(AtTheSameMoment())]
    assert form["once"].value() == token
    assert waiting.as_anna(renamed) == before
    assert waiting.as_anna(used) == 0

    is_saved, form = waiting.as_anna(click)
    assert (is_saved, form.outcome) == (True, first)
    assert waiting.as_anna(renamed) == ["Nowa", "Nowa"]

    # A third click of the same page saves nothing more and goes where the second went.
    is_saved, form = waiting.as_anna(click)
    assert (is_saved, form.outcome) == (True, first)
    assert waiting.as_anna(used) == 1
