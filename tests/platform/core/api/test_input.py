"""What comes in is taken at its word: each value by its type of JSON, and a code that is none with those that are."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from rest_framework import serializers

from core.api import bulk
from core.api.choices import MOST_TOLD
from core.api.faults import invalid
from core.api.serializers import In

AN_ID = "01a2087c-6b7c-79ff-bb02-7fb6b428b980"
MANY = [f"CODE{place}" for place in range(MOST_TOLD + 1)]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


class LineIn(In):
    person = serializers.UUIDField(required=False)
    amount = serializers.DecimalField(max_digits=6, decimal_places=2, required=False)
    day = serializers.DateField(required=False)
    title = serializers.CharField(required=False, allow_null=True)
    kind = serializers.ChoiceField(choices=("A", "B"), allow_blank=True, required=False)
    trade = serializers.ChoiceField(choices=MANY, required=False)
    count = serializers.IntegerField(required=False)
    passed = serializers.BooleanField(required=False)


class LinesIn(bulk.BatchIn):
    items = LineIn(many=True)


def faults_of(context=None, **sent):
    taken = LinesIn(data={"items": [sent]}, context=context or {})
    try:
        taken.is_valid(raise_exception=True)
    except serializers.ValidationError as refused:
        return invalid(refused.detail).faults
    return []


def codes_of(**sent):
    return [(fault.pointer, fault.code) for fault in faults_of(**sent)]


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("person", 5),
        ("person", 5.0),
        ("person", True),
        ("amount", 1.5),
        ("amount", 1),
        ("amount", True),
        ("day", 20261121),
        ("day", 1.5),
        ("title", 7),
        ("title", False),
        ("kind", 1),
        ("count", "5"),
        ("count", True),
        ("count", 5.5),
        ("count", 1e400),
        ("passed", 1),
        ("passed", "true"),
        ("passed", "yes"),
    ],
)
def test_a_value_of_another_type_is_refused_and_the_cure_is_told(name, sent):
    (fault,) = faults_of(**{name: sent})

    assert (fault.pointer, fault.code) == (f"/items/0/{name}", "wrong_type")
    assert fault.detail.startswith("Write ")


@pytest.mark.parametrize(
    "sent",
    [
        {"person": AN_ID, "amount": "1.50", "day": "2026-11-21", "title": "", "kind": ""},
        {"count": 5, "passed": True},
        {"count": 5.0, "passed": False},
        {"title": None},
    ],
)
def test_a_value_of_its_own_type_is_left_to_its_field(sent):
    assert "wrong_type" not in dict(map(reversed, codes_of(**sent)))


def test_a_wrong_type_hides_no_other_fault():
    told = codes_of(person=5, kind="C", colour="red", day="yesterday")

    assert sorted(told) == [
        ("/items/0/colour", "unknown"),
        ("/items/0/day", "invalid"),
        ("/items/0/kind", "invalid_choice"),
        ("/items/0/person", "wrong_type"),
    ]


def test_cells_of_a_table_are_texts_and_read_as_such():
    assert faults_of({"rows": [2]}, count="5", amount="1.50", person=AN_ID) == []


@pytest.mark.parametrize("sent", ["C", "a", 1])
def test_a_code_that_is_none_is_answered_with_those_there_are(sent):
    (fault,) = faults_of(kind=sent)

    assert fault.told()["allowed"] == ("A", "B", "")
    assert fault.detail.endswith('Choose among: A, B, "".')


def test_of_a_long_list_it_is_told_where_to_read_it():
    (fault,) = faults_of(trade="C")

    assert "allowed" not in fault.told()
    assert str(len(MANY)) in fault.detail
    assert "OpenAPI" in fault.detail
