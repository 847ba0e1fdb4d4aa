"""Every problem is told in words."""

from datetime import date

import pytest
from django.utils import translation

from projects.participants import sentences
from projects.participants.rules import Problem
from projects.participants.scopes import Wording

EVERY_FACT = {
    "in_pesel": "F",
    "needed": 12,
    "months": 3,
    "age": 14,
    "working_age": 15,
    "starts_on": date(2140, 1, 1),
    "ends_on": date(2140, 12, 31),
    "started_on": date(2140, 1, 1),
    "opens_on": date(2140, 1, 1),
    "closes_on": date(2140, 1, 29),
    "window_days": 28,
    "window_months": 3,
    "kind": "EMPLOYMENT",
    "signs": "ł",
    "day": date(2140, 1, 1),
    "value": "83300",
    "ended_on": date(2140, 1, 1),
    "first_on": date(2140, 1, 2),
    "last_on": date(2140, 1, 3),
    "valid_to": date(2140, 1, 3),
    "signed_on": date(2140, 1, 3),
    "since": date(2140, 1, 3),
    "other_project": "Klub Integracji Społecznej",
    "kind_words": "doradztwo zawodowe",
    "times": 2,
    "gmina": "Kartuzy",
    "wanted": "OUTSIDE",
    "seen": 1,
    "unit": "KIS",
    "detail": Wording("inne", "Other"),
    "status": Wording("osoba bierna zawodowo", "Inactive"),
    "label": Wording("Obywatelstwo", "Citizenship"),
    "benefit": Wording("emerytura", "retirement pension"),
    "premise": Wording("Bezdomność", "Homelessness"),
}


@pytest.mark.parametrize(("check", "reason"), sentences.SENTENCES)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_problem_has_a_finished_sentence(check, reason, language):
    problem = Problem(check=check, field="", severity="E", facts=EVERY_FACT | {"reason": reason})
    with translation.override(language):
        words = sentences.sentence(problem)

    assert words.endswith(".")
    assert "%" not in words
    assert "None" not in words


def test_a_sentence_says_what_is_wrong_and_what_to_do():
    project = {"starts_on": date(2140, 1, 1), "ends_on": date(2140, 12, 31)}
    facts = {"value": date(2139, 12, 31), **project}
    problem = Problem(check="V08", field="started_on", severity="E", facts=facts)
    with translation.override("en"):
        words = sentences.sentence(problem)

    assert words.startswith("The first support is on 31 Dec 2139, outside the project.")
    assert words.endswith("enter the day of the first support in this project.")


@pytest.mark.parametrize(("language", "day"), [("pl", "09.01.2140"), ("en", "9 Jan 2140")])
def test_days_are_written_as_on_every_page(language, day):
    facts = {"reason": "started_on", "day": date(2140, 1, 9)}
    problem = Problem(check="L01", field="started_on", severity="E", facts=facts)
    with translation.override(language):
        words = sentences.sentence(problem)

    assert day in words


def test_an_outcome_is_called_by_its_name():
    problem = Problem(
        check="V13", field="outcomes", severity="E", facts=EVERY_FACT | {"reason": "late"}
    )
    with translation.override("en"):
        words = sentences.sentence(problem)

    assert "Works after leaving" in words
    assert "EMPLOYMENT" not in words
