"""Sealed values: unreadable in the database, unreadable anywhere else than where they were written."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from core import crypto, sealed, tenancy
from projects.participants.models import Person
from tests import make

PLACE = b"tenant|person.pesel|row"


@pytest.fixture(scope="module")
def wrapped_key(django_db_setup) -> bytes:
    return crypto.new_data_key()


@settings(max_examples=200, deadline=None)
@given(text=st.text(min_size=1, max_size=200))
def test_what_was_sealed_opens_again(wrapped_key, text):
    kept = crypto.seal(text, wrapped_key=wrapped_key, place=PLACE)

    assert crypto.opened(kept, wrapped_key=wrapped_key, place=PLACE) == text
    assert text.encode() not in kept or len(text) < 3


def test_a_value_moved_to_another_row_does_not_open(wrapped_key):
    kept = crypto.seal("85822812347", wrapped_key=wrapped_key, place=PLACE)

    with pytest.raises(crypto.Unreadable):
        crypto.opened(kept, wrapped_key=wrapped_key, place=PLACE + b"2")


def test_a_value_of_another_tenants_key_does_not_open(wrapped_key):
    kept = crypto.seal("85822812347", wrapped_key=wrapped_key, place=PLACE)

    with pytest.raises(crypto.Unreadable):
        crypto.opened(kept, wrapped_key=crypto.new_data_key(), place=PLACE)


@pytest.mark.parametrize("position", range(0, 41, 5))
def test_any_changed_byte_is_noticed(wrapped_key, position):
    kept = bytearray(crypto.seal("85822812347", wrapped_key=wrapped_key, place=PLACE))
    kept[position] ^= 1

    with pytest.raises(crypto.Unreadable):
        crypto.opened(bytes(kept), wrapped_key=wrapped_key, place=PLACE)


def test_many_values_open_each_from_its_own_place_and_none_where_one_was_moved(wrapped_key):
    places = [PLACE + str(number).encode() for number in range(5)]
    kept = [
        crypto.seal(f"{number}", wrapped_key=wrapped_key, place=place)
        for number, place in enumerate(places)
    ]

    assert crypto.opened_each(kept, places, wrapped_key=wrapped_key) == [
        b"0",
        b"1",
        b"2",
        b"3",
        b"4",
    ]
    kept[1], kept[2] = kept[2], kept[1]
    with pytest.raises(crypto.Unreadable):
        crypto.opened_each(kept, places, wrapped_key=wrapped_key)


def test_what_is_missing_in_a_sealed_column_stays_missing(inside_alfa):
    anna = make.participation(by=make.BY).person
    field = Person._meta.get_field("pesel")
    kept = Person.objects.filter(pk=anna.pk).values_list("pesel", flat=True)[0]

    told = sealed.opened_each(field, [anna.pk, str(anna.pk), anna.pk], [None, kept, None])

    assert told == [None, anna.pesel, None]


def test_a_blind_index_is_the_same_for_the_same_tenant_only(wrapped_key):
    first = crypto.blind_index("85822812347", kind="pesel", wrapped_key=wrapped_key)

    assert first == crypto.blind_index("85822812347", kind="pesel", wrapped_key=wrapped_key)
    other = crypto.blind_index("85822812347", kind="pesel", wrapped_key=crypto.new_data_key())
    assert first != other


def test_a_box_opens_for_publishing_and_no_two_boxes_are_alike(django_db_setup):
    boxes = {crypto.boxed_for_publishing("85822812347") for _ in range(3)}

    assert len(boxes) == 3
    assert {crypto.unboxed(box) for box in boxes} == {"85822812347"}


def test_boxes_closed_together_open_each_by_itself(django_db_setup):
    boxes = crypto.Boxes()
    closed = [boxes.closed(text) for text in ("85822812347", "85822812354", "85822812347")]

    assert len(set(closed)) == 3
    assert [crypto.unboxed(box) for box in closed] == ["85822812347", "85822812354", "85822812347"]


@pytest.mark.parametrize("place", [1, 33, 45, -1])
def test_a_box_that_was_changed_anywhere_does_not_open(django_db_setup, place):
    box = bytearray(crypto.boxed_for_publishing("85822812347"))
    box[place] ^= 1

    with pytest.raises(crypto.Unreadable):
        crypto.unboxed(bytes(box))


def test_the_database_holds_no_number_and_no_address(inside_alfa):
    make.participation(by=inside_alfa)

    with connection.cursor() as cursor:
        cursor.execute("select t::text from person t")
        row = cursor.fetchone()[0]

    assert "Ćwik" in row
    for secret in ("85822812347", "600000000", "zaneta@example.org", "Prosta 1"):
        assert secret not in row
        assert secret.encode().hex() not in row


def test_a_row_opens_what_it_holds_and_bulk_paths_see_bytes(inside_alfa):
    person = make.participation(by=inside_alfa).person
    read = Person.objects.get(pk=person.pk)
    column = Person._meta.get_field("pesel")

    raw = Person.objects.values_list("pesel", flat=True).get()

    assert read.pesel == "85822812347"
    assert sealed.opened(column, person.pk, bytes(raw)) == "85822812347"


def test_a_sealed_value_copied_into_the_neighbours_table_does_not_open(alfa, beta, inside_alfa):
    person = make.participation(by=inside_alfa).person
    raw = bytes(Person.objects.values_list("pesel", flat=True).get())

    with tenancy.inside(beta), pytest.raises(crypto.Unreadable):
        sealed.opened(Person._meta.get_field("pesel"), person.pk, raw)
