"""The dictionaries of both budget periods: whole, worded as the national forms, and sourced."""

from datetime import date

import pytest
from django.utils import translation

from projects.participants import notices, rule_sets, vocabulary
from projects.participants.models import Participation
from projects.participants.premise_kinds import catalogue
from projects.participants.scopes import scope
from projects.participants.wordings import said_of

P2014, P2021 = scope("P2014"), scope("P2021")
PERIODS = [P2014, P2021]


@pytest.mark.parametrize("period", PERIODS, ids=lambda one: one.rule_set)
def test_every_field_has_its_words_in_both_languages_and_a_source(period):
    for field in period.fields.values():
        wordings = [field.label, *(value.wording for value in field.values)]
        assert all(words.pl and words.en for words in wordings), field.name
        assert field.source, field.name
        assert len(field.codes) == len(field.values), field.name


@pytest.mark.parametrize("period", PERIODS, ids=lambda one: one.rule_set)
def test_every_field_of_the_form_has_its_column(period):
    columns = {column.name for column in Participation._meta.concrete_fields}

    assert set(period.fields) <= columns


@pytest.mark.parametrize("period", PERIODS, ids=lambda one: one.rule_set)
def test_every_detail_belongs_to_a_status_and_every_status_has_details(period):
    belongs = {value.of for value in period.fields["labour_detail"].values}

    assert belongs == set(vocabulary.LabourStatus.values)


def test_the_words_of_the_national_file_stand_sign_by_sign():
    citizenship = P2021.fields["citizenship"].wording_of("OUTSIDE_EU").pl
    education = P2021.education_value(4).wording.pl

    assert citizenship == (
        "Brak polskiego obywatelstwa lub UE – obywatel kraju spoza UE/ bezpaństwowiec"
    )
    assert education == "Ponadgimnazjalne (ISCED 3) lub policealne (ISCED 4)"
    assert P2021.education_value(8).wording.pl == "Wyższe (ISCED 5–8)"


def test_employed_people_have_the_eighteen_details_of_the_form():
    details = P2021.details_of("EMPLOYED")
    words = [
        value.wording.pl
        for value in P2021.fields["labour_detail"].values
        if value.code in details and value.code not in ("SELF_EMPLOYED", "OTHER_EMPLOYED")
    ]

    assert len(details) == 18
    assert all(word.startswith("Osoba pracująca ") for word in words)


@pytest.mark.parametrize(
    ("period", "field", "allowed"),
    [
        (P2014, "minority", True),
        (P2014, "disability", True),
        (P2014, "disadvantage", True),
        (P2021, "minority", True),
        (P2021, "disability", True),
        (P2021, "homeless", False),
        (P2021, "foreign_background", False),
        (P2021, "third_country", False),
    ],
)
def test_refusing_is_allowed_field_by_field(period, field, allowed):
    assert period.fields[field].may_refuse is allowed


def test_the_periods_ask_for_different_things():
    assert {"citizenship", "third_country", "foreign_background"} <= set(P2021.fields)
    assert {"occupation", "employer", "disadvantage"} <= set(P2014.fields)
    assert not {"occupation", "disadvantage"} & set(P2021.fields)
    assert not {"citizenship", "third_country"} & set(P2014.fields)


def test_only_the_older_period_tells_who_is_registered():
    assert P2014.status_code("UNEMPLOYED", "REGISTERED") in P2014.fields["labour_status"].codes
    assert P2021.status_code("UNEMPLOYED", "REGISTERED") == "UNEMPLOYED"
    assert P2014.status_code("INACTIVE", "") == "INACTIVE"


@pytest.mark.parametrize("period", PERIODS, ids=lambda one: one.rule_set)
@pytest.mark.parametrize("isced", vocabulary.Isced.values)
def test_every_level_of_education_has_a_value(period, isced):
    assert period.education_value(isced).wording.pl


@pytest.mark.parametrize("period", PERIODS, ids=lambda one: one.rule_set)
def test_every_exit_is_one_that_participations_may_store(period):
    assert period.fields["exit_situation"].codes <= set(vocabulary.ExitSituation.values)


def test_a_code_is_said_in_the_language_of_the_page():
    with translation.override("pl"):
        polish = said_of(P2021, "third_country", "YES")
    with translation.override("en"):
        english = said_of(P2021, "third_country", "YES")

    assert (polish, english) == ("Tak", "Yes")


def test_a_code_from_an_older_dictionary_is_shown_as_it_is():
    assert said_of(P2021, "citizenship", "FORMER") == "FORMER"


def test_every_premise_has_evidence_that_the_list_knows():
    listed = catalogue()

    for kind in listed.premises.values():
        assert kind.evidence
        assert set(kind.evidence) <= set(listed.evidence)
        assert kind.basis


def test_the_third_profile_is_offered_only_while_the_law_knew_it():
    before = {kind.code for kind in catalogue().known_on(date(2019, 6, 13))}
    after = {kind.code for kind in catalogue().known_on(date(2019, 6, 14))}

    assert before - after == {"UNEMPLOYED_THIRD_PROFILE"}


def test_a_disability_pension_bars_from_a_cis_and_not_from_a_kis():
    bars = {code: benefit.bars for code, benefit in catalogue().benefits.items()}

    assert bars.pop("DISABILITY_PENSION") == ("CIS",)
    assert set(bars.values()) == {("KIS", "CIS")}


@pytest.mark.parametrize("code", rule_sets.codes())
def test_the_notice_names_the_controller_and_the_basis_of_its_period(code):
    notice = notices.in_force(code, on=date(2026, 11, 21))

    for polish in (True, False):
        paragraphs = notice.paragraphs(polish=polish, controller="Gmina Kartuzy")
        assert "Gmina Kartuzy" in paragraphs[0]
        assert any("9" in one and "6" in one for one in paragraphs)
    assert len(notice.pl) == len(notice.en)


def test_a_notice_given_before_its_first_version_is_the_first():
    assert notices.in_force("P2021", on=date(2000, 1, 1)) == notices.notices("P2021")[0]
