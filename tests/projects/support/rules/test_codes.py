"""The code of a list: short, its own, and a wrong sign is noticed."""

from hypothesis import given
from hypothesis import strategies as st

from projects.support.rules import codes

DIGESTS = st.binary(min_size=32, max_size=32)


@given(DIGESTS)
def test_a_code_survives_how_people_type_it(digest):
    code = codes.code_of(digest)
    typed = f" {codes.printed(code).lower().replace('0', 'o').replace('1', 'l')} "

    assert len(code) == codes.LENGTH
    assert codes.plain(typed) == code
    assert codes.is_typed_right(code)


@given(DIGESTS, st.integers(0, codes.LENGTH - 1), st.sampled_from(codes.ALPHABET))
def test_every_single_wrong_sign_is_noticed(digest, place, sign):
    code = codes.code_of(digest)
    wrong = code[:place] + sign + code[place + 1 :]

    assert codes.is_typed_right(wrong) == (wrong == code)


@given(st.text(max_size=12))
def test_nonsense_is_no_code_and_breaks_nothing(typed):
    code = codes.plain(typed)

    assert not codes.is_typed_right(code) or len(code) == codes.LENGTH


def test_two_lists_have_two_codes():
    found = {codes.code_of(bytes([one]) * 32) for one in range(200)}

    assert len(found) == 200
