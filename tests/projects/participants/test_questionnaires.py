"""The versioned files: seven areas, questions in both languages, every fact with its source."""

import pytest
from django.utils import translation

from projects.participants import questionnaires
from projects.participants.questionnaires import questionnaire


@pytest.mark.parametrize("code", questionnaires.codes())
def test_every_text_is_there_in_both_languages_and_every_code_once(code):
    asked = questionnaire(code)

    wordings = [asked.name, *asked.scale.values(), *(item.text for item in asked.items)]
    assert all(each.pl and each.en for each in wordings)
    assert len({item.code for item in asked.items}) == len(asked.items)
    assert asked.source


def test_the_diagnosis_has_seven_areas_and_progress_a_threshold():
    assert len(questionnaire(questionnaires.AREAS_OF_LIFE).items) == 7
    progress = questionnaire(questionnaires.SOCIAL_PROGRESS)
    assert (progress.rise_points, progress.rise_answers) >= (1, 1)
    assert progress.verified_within_months == 3


def test_a_text_is_read_in_the_readers_language():
    housing = questionnaire(questionnaires.AREAS_OF_LIFE).items[0]

    with translation.override("pl"):
        in_polish = str(housing.text)
    with translation.override("en"):
        in_english = str(housing.text)

    assert (in_polish, in_english) == ("Mieszkanie", "Housing")


def test_a_version_that_is_not_there_is_refused_by_name():
    with pytest.raises(LookupError, match="areas_of_life_9"):
        questionnaire("areas_of_life_9")
