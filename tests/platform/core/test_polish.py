"""Polish alphabetical order and searching without accents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import polish

words = st.text(polish.ALPHABET, max_size=12)


def places(word):
    return [polish.ALPHABET.index(letter) for letter in word]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("azalia", "ąkol"),
        ("Lubin", "Łazik"),
        ("Zych", "Źrebak"),
        ("Źrebak", "Żak"),
        ("Cyman", "Ćwik"),
        ("Nowak", "Nowakowska"),
        ("Lipska", "Lipska-Adamek"),
        ("Lis-Bona", "Lis Cyman"),
        ("nowak", "Nowak"),
        ("René", "Renia"),
        ("9 maja", "Aleja"),
        ("Żak", "Оксана"),
    ],
)
def test_the_first_stands_before_the_second(first, second):
    assert polish.sort_key(first) < polish.sort_key(second)


@given(words, words)
def test_the_order_is_that_of_the_alphabet(one, other):
    assert (polish.sort_key(one) < polish.sort_key(other)) == (places(one) < places(other))


@given(words, words)
def test_hyphens_and_spaces_decide_last(one, other):
    plain, hyphened, spaced = (polish.sort_key(one + sign + other) for sign in ("", "-", " "))
    neighbour = polish.sort_key(one + other + "a")

    assert plain < neighbour
    assert hyphened < neighbour
    assert spaced < neighbour


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_key_is_digits_whatever_is_typed(family_name, given_name):
    key = polish.sort_key(family_name, given_name)

    assert key.isascii()
    assert key.isdigit()


def test_a_key_fits_its_column_however_long_the_names():
    assert len(polish.sort_key("Ż" * 80, "Ж" * 80)) == polish.LONGEST_KEY


def test_a_surname_is_finished_before_the_given_name_is_looked_at():
    people = [("Lisak", "Adam"), ("Lis", "Żaneta"), ("Lis", "Zofia"), ("Liś", "Adam")]

    ordered = sorted(people, key=lambda names: polish.sort_key(*names))

    assert ordered == [("Lis", "Zofia"), ("Lis", "Żaneta"), ("Lisak", "Adam"), ("Liś", "Adam")]


def test_composed_and_decomposed_letters_sort_alike():
    assert polish.sort_key("Z\u0307ak") == polish.sort_key("Żak")


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("Łątka-Żak", "latka-zak"),
        ("ŻÓŁĆ", "zolc"),
        ("Gdańsk Ołowianka", "gdansk olowianka"),
        ("Bószkòwsczi", "boszkowsczi"),
        ("Strauß", "strauss"),
    ],
)
def test_accents_and_case_do_not_hide_anyone(typed, searched):
    assert polish.folded(typed) == searched


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(text):
    assert polish.folded(polish.folded(text)) == polish.folded(text)
