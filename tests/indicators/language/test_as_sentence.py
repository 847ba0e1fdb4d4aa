"""A rule reads as one sentence, in Polish and in English."""

import pytest
from django.utils import translation
from hypothesis import given

from indicators.language import as_sentence, fields, nodes, tree
from tests.indicators.language.rules import rules

AT_RISK = {"field": "at_risk", "is": True}
OUT_OF_WORK = {"field": "labour_status", "in": ["UNEMPLOYED", "INACTIVE"]}
EMPLOYED_AFTER = {
    "all": [AT_RISK, OUT_OF_WORK, {"outcome": "EMPLOYMENT", "window": {"from": 0, "to": 28}}]
}
WOMAN = {"field": "sex", "is": "F"}
ADULT = {"field": "age", "at_least": 18}


def said(rule: object, language: str = "en") -> str:
    with translation.override(language):
        return as_sentence.sentence(tree.parse(rule))


def test_the_employment_indicator_is_said_in_english():
    assert said(EMPLOYED_AFTER) == (
        "person at risk of poverty or social exclusion, and status at start is unemployed or "
        "inactive, and employment is observed within 28 days after leaving"
    )


def test_the_employment_indicator_is_said_in_polish():
    assert said(EMPLOYED_AFTER, language="pl") == (
        "osoba zagrożona ubóstwem lub wykluczeniem społecznym, a także status na rynku pracy "
        "w dniu rozpoczęcia udziału: osoba bezrobotna lub osoba bierna zawodowo, a także "
        "stwierdzono zatrudnienie w ciągu 28 dni po zakończeniu udziału"
    )


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (WOMAN, "woman"),
        ({"field": "sex", "in": ["F", "M"]}, "woman or man"),
        ({"field": "completed_path", "is": False}, "the planned path was not completed"),
        ({"field": "labour_status", "is": "EMPLOYED"}, "status at start is employed"),
        ({"field": "isced", "is": 0}, "ISCED level of education is 0"),
        ({"field": "isced", "in": [0, 1, 2]}, "ISCED level of education is 0, 1 or 2"),
        (ADULT, "age at start is at least 18"),
        ({"field": "age", "at_most": 29}, "age at start is at most 29"),
        ({"field": "age", "less_than": 18}, "age at start is less than 18"),
        ({"field": "age", "more_than": 54}, "age at start is more than 54"),
        (
            {"field": "started_on", "from": "2021-07-01"},
            "first day of support is 2021-07-01 or later",
        ),
        (
            {"field": "started_on", "to": "2021-07-01"},
            "first day of support is 2021-07-01 or earlier",
        ),
        (
            {"field": "started_on", "from": "2021-07-01", "to": "2021-07-31"},
            "first day of support is between 2021-07-01 and 2021-07-31, both included",
        ),
        ({"field": "ended_on", "known": True}, "day of leaving the project is known"),
        (
            {"outcome": "QUALIFICATION", "window": {"to": 28}},
            "a qualification is observed no later than 28 days after leaving",
        ),
        (
            {"outcome": "EDUCATION", "window": {"from": 10, "to": 20}},
            "education or training is observed from 10 days to 20 days after leaving",
        ),
        (
            {"outcome": "JOB_SEARCH", "window": {"from": 0, "to": 1}},
            "a job search is observed within 1 day after leaving",
        ),
        (
            {"outcome": "LASTING_WORK", "window": {"from": 0, "to_months": 3}},
            "lasting work is observed within 3 months after leaving",
        ),
        (
            {"outcome": "EMPLOYMENT", "window": {"after": "start", "from_months": 1, "to": 90}},
            "employment is observed from 1 month to 90 days after the start",
        ),
        (
            {"outcome": "EMPLOYMENT", "window": {"after": "start", "from": 0, "to": 90}},
            "employment is observed within 90 days after the start",
        ),
        (
            {"field": "ended_on", "window": {"after": "start", "from": 30}},
            "day of leaving the project is no sooner than 30 days after the start",
        ),
        (
            {"field": "ended_on", "window": {"after": "start", "to_months": 6}},
            "day of leaving the project is no later than 6 months after the start",
        ),
        (
            {"field": "started_on", "window": {"from": 0}},
            "first day of support is no sooner than 0 days after leaving",
        ),
        (
            {"field": "vocational_hours", "at_least": 20},
            "at least 20 hours of vocational support",
        ),
        ({"field": "support_hours", "less_than": 1}, "less than 1 hour of support"),
        ({"field": "social_hours", "more_than": 0}, "more than 0 hours of social support"),
        ({"field": "support_areas", "at_least": 2}, "support in at least 2 areas"),
        ({"field": "support_kinds", "at_least": 3}, "at least 3 different kinds of support"),
        (
            {"field": "educational_kinds", "is": 1},
            "exactly 1 kind of educational support",
        ),
        (
            {"field": "support_areas", "in": [3, 4, 5]},
            "support in exactly 3, 4 or 5 areas",
        ),
        ({"field": "homeless", "is": "YES"}, "person homeless or affected by housing exclusion"),
        ({"field": "degurba", "is": 3}, "resident of a rural area"),
        ({"field": "degurba", "at_most": 2}, "degree of urbanisation is at most 2"),
        (
            {"field": "labour_detail", "is": "IN_EDUCATION"},
            "detailed status at start is in education",
        ),
        (
            {"outcome": "SOCIAL_PROGRESS", "window": {"from": 0, "to": 92}},
            "social progress is confirmed within 92 days after leaving",
        ),
        ({"not": WOMAN}, "not (woman)"),
        ({"not": {"any": [WOMAN, ADULT]}}, "not (woman, or age at start is at least 18)"),
        (
            {"all": [{"any": [WOMAN, ADULT]}, ADULT]},
            "(woman, or age at start is at least 18), and age at start is at least 18",
        ),
        (
            {"any": [{"all": [WOMAN, ADULT]}, {"any": [{"all": [WOMAN]}]}]},
            "(woman, and age at start is at least 18), or woman",
        ),
    ],
)
def test_each_branch_has_its_words(rule, sentence):
    assert said(rule) == sentence


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (
            {"field": "vocational_hours", "at_least": 20},
            "co najmniej 20 godzin wsparcia zawodowego",
        ),
        (
            {"field": "vocational_hours", "at_least": 22},
            "co najmniej 22 godziny wsparcia zawodowego",
        ),
        ({"field": "support_hours", "less_than": 1}, "mniej niż 1 godzina wsparcia"),
        ({"field": "support_areas", "at_least": 2}, "wsparcie w co najmniej 2 obszarach"),
        ({"field": "support_kinds", "at_least": 3}, "co najmniej 3 różne rodzaje wsparcia"),
        ({"field": "support_kinds", "at_least": 5}, "co najmniej 5 różnych rodzajów wsparcia"),
        ({"field": "degurba", "is": 3}, "osoba zamieszkująca obszar wiejski"),
        (
            {"field": "labour_detail", "is": "IN_EDUCATION"},
            "szczegółowy status na rynku pracy w dniu rozpoczęcia udziału: osoba ucząca się",
        ),
        (
            {"field": "homeless", "is": "YES"},
            "osoba bezdomna lub dotknięta wykluczeniem z dostępu do mieszkań",
        ),
        (
            {"outcome": "LASTING_WORK", "window": {"from": 0, "to_months": 3}},
            "stwierdzono trwałe zatrudnienie w ciągu 3 miesięcy po zakończeniu udziału",
        ),
        (
            {"outcome": "QUALIFICATION", "window": {"to": 1}},
            "stwierdzono uzyskanie kwalifikacji najpóźniej w ciągu 1 dnia po zakończeniu udziału",
        ),
        (
            {"outcome": "SOCIAL_PROGRESS", "window": {"from_months": 1, "to_months": 3}},
            "potwierdzono postęp społeczny od 1 miesiąca do 3 miesięcy po zakończeniu udziału",
        ),
        (
            {"field": "ended_on", "window": {"after": "start", "from": 30}},
            "dzień zakończenia udziału w projekcie: po upływie co najmniej 30 dni od rozpoczęcia udziału",
        ),
    ],
)
def test_support_and_windows_are_said_in_polish(rule, sentence):
    assert said(rule, language="pl") == sentence


def test_a_day_is_written_the_way_the_reader_writes_it():
    rule = {"field": "started_on", "from": "2021-07-01"}

    assert said(rule, language="pl") == "pierwszy dzień wsparcia: 01.07.2021 lub później"


@given(rule=rules())
def test_every_branch_of_a_rule_can_be_said_alone_and_no_placeholder_is_left(rule):
    for _, branch in nodes.walk(tree.parse(rule)):
        sentence = as_sentence.sentence(branch)

        assert sentence.strip()
        assert "%(" not in sentence
        assert "None" not in sentence


@given(rule=rules())
def test_a_sentence_names_every_number_and_every_field_without_clauses(rule):
    tree_of_rule = tree.parse(rule)
    with translation.override("en"):
        sentence = as_sentence.sentence(tree_of_rule)

        for _, branch in nodes.walk(tree_of_rule):
            match branch:
                case nodes.Compared(name, _, number):
                    field = fields.FIELDS[name]
                    assert field.phrase or f"{field.label} " in sentence
                    assert f" {number}" in sentence
                case nodes.Observed(outcome, window):
                    assert str(fields.OUTCOMES[outcome].clause) in sentence
                    assert f" {window.last.count} {window.last.unit[:-1]}" in sentence
