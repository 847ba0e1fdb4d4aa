"""What cannot or must not be read is refused, with the right sentence, and harms nobody."""

import pytest
from django.utils import translation

from sheets import reading
from sheets.reasons import Reason
from sheets.refusals import SENTENCES, Refused
from tests.platform.sheets.hostile import FILES


@pytest.mark.parametrize("name", FILES)
def test_it_is_refused_with_its_reason(name):
    build, file_name, reason = FILES[name]

    with pytest.raises(reading.Refused) as refused, reading.opened(build(), file_name):
        pass

    assert refused.value.reason == reason
    assert "%" not in str(refused.value)


def test_there_are_many_of_them_and_nearly_every_reason_is_met():
    met = {reason for _, _, reason in FILES.values()}

    assert len(FILES) >= 60
    assert set(Reason) - met == {Reason.TOO_SLOW}


def test_every_reason_has_a_sentence_in_both_languages():
    assert set(SENTENCES) == set(Reason)
    for sentence in SENTENCES.values():
        with translation.override("en"):
            english = str(sentence)
        with translation.override("pl"):
            assert str(sentence) != english


def test_a_refusal_names_the_place():
    build, name, _ = FILES["the corner of the sheet"]

    with pytest.raises(Refused) as refused, reading.opened(build(), name):
        pass

    assert refused.value.where["column"] == "XFD"
    assert refused.value.where["row"] == 1_048_576
    assert "XFD1048576" in str(refused.value)
