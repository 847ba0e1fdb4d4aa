"""The preflight: one mistake of each kind is listed with its mend, and the mended file is clean."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.participants import sentences as participants_sentences
from projects.sm_efs import sentences
from projects.sm_efs.rules import files
from projects.sm_efs.rules.preflight import mended, named, of_cells, of_own, preflight, twice
from projects.sm_efs.rules.problems import Mend
from projects.sm_efs.rules.record import lay_out
from tests.make import sm_efs
from tests.make.sm_efs import KNOWN, LAYOUT

# What stands in a cell by mistake: column, text, the check that tells of it, and what it becomes.
MENDED = [
    ("education", "Wyższe (ISCED 5-8)", "V26", "Wyższe (ISCED 5–8)"),
    ("citizenship", "obywatelstwo POLSKIE", "V26", "Obywatelstwo polskie"),
    ("sex", "kobieta", "V26", "Kobieta"),
    ("homeless", "nie", "V26", "Nie"),
    ("region", "Pomorskie", "V26", "pomorskie"),
    ("labour_status", "osoba bierna zawodowo", "V26", "Osoba bierna zawodowo"),
    ("labour_detail", "inne", "V26", "Inne"),
    ("powiat", "Kartuski", "V18", "kartuski"),
    ("powiat", "powiat kartuski", "V18", "kartuski"),
    ("powiat", "", "L05", "kartuski"),
    ("powiat", "gdański", "V18", "kartuski"),
    ("gmina", "KARTUZY", "V18", "Kartuzy"),
    ("gmina", "gmina Kartuzy", "V18", "Kartuzy"),
    ("gmina", "Kartuzi", "V18", "Kartuzy"),
    ("place", "kartuzy", "V18", "Kartuzy"),
    ("place", "GRZYBNO", "V18", "Grzybno"),
    ("postal_code", "83300", "V18", "83-300"),
    ("postal_code", "83–300", "V18", "83-300"),  # noqa: RUF001
    ("degurba", "1", "V18", "2"),
    ("degurba", "", "L05", "2"),
    ("phone", "", "L03", "586810000"),
    ("phone", "600-100-200", "S06", "600100200"),
    ("email", "", "L02", "kis@example.org"),
    ("email", "żaneta@example.org", "V26", "zaneta@example.org"),
    ("given_name", " Żaneta  Maria ", "S02", "Żaneta Maria"),
    ("family_name", "Ćwik\u200b", "S02", "Ćwik"),
    ("family_name", "=Ćwik", "S05", "Ćwik"),
    ("identifier", "858 228 123 47", "S04", "85822812347"),
    ("sex", "Mężczyzna", "V02", "Kobieta"),
    ("sex", "", "V28", "Kobieta"),
    ("age", "40", "V03", "141"),
    ("age", "", "V28", "141"),
    ("age", "141 lat", "S07", "141"),
    ("no_pesel", "Tak", "V04", "Nie"),
    ("no_pesel", "", "L05", "Nie"),
    ("participant_kind", "", "L05", "Indywidualny"),
    ("country", "", "L05", "Polska"),
    ("project_number", "", "L05", sm_efs.NUMBER),
    ("project_number", "FEPM.05.11-IZ.00-0002/23", "S11", sm_efs.NUMBER),
    ("started_on", "03.03.2026", "S03", "2026-03-03"),
    ("started_on", "2026/3/3", "S03", "2026-03-03"),
    ("started_on", "2026-02-02", "V09", "2026-03-03"),
    ("labour_detail", "Osoba długotrwale bezrobotna", "V05", "Inne"),
    ("third_country", "Tak", "V17", "Nie"),
    ("exit_situation", "Inne", "V12", ""),
    ("completed_path", "Tak", "V12", ""),
    ("support_kinds", "Doradztwo/konsultacje|usługa aktywnej integracji", "S10",
     "doradztwo/konsultacje|usługa aktywnej integracji"),
    ("support_kinds", " doradztwo/konsultacje |usługa aktywnej integracji", "S02",
     "doradztwo/konsultacje|usługa aktywnej integracji"),
    ("added_by", "jkowalski", "S09", ""),
]  # fmt: skip
# What only somebody who knows the person can put right.
TOLD = [
    ("identifier", "85822812348", "V01"),
    ("identifier", "85823012340", "V01"),
    ("identifier", "123", "V01"),
    ("identifier", "", "L05"),
    ("given_name", "", "L05"),
    ("education", "średnie", "V26"),
    ("education", "", "V28"),
    ("labour_status", "", "V28"),
    ("labour_detail", "", "L05"),
    ("gmina", "Grzybno", "V18"),
    ("postal_code", "8330", "V18"),
    ("email", "zaneta", "S08"),
    ("phone", "brak", "S06"),
    ("degurba", "4", "S07"),
    ("started_on", "wiosna", "S03"),
    ("started_on", "2024-12-31", "V08"),
    ("support_scope", "", "L05"),
    ("support_kinds", "nieznane wsparcie|usługa aktywnej integracji", "S10"),
    ("support_days", "2026-03-03|", "S10"),
    ("support_days", "2026-03-03|2028-01-01", "V10"),
    ("ended_on", "2026-03-10", "V11"),
]


def row_with(column: str, text: str, **facts: object) -> tuple[str, ...]:
    told = named(lay_out(sm_efs.record(**facts), LAYOUT), LAYOUT)
    return tuple((told | {column: text}).values())


def test_a_good_row_has_nothing_to_tell():
    assert preflight(sm_efs.record(), KNOWN) == []


@pytest.mark.parametrize(("column", "text", "check", "after"), MENDED)
def test_a_mistake_is_listed_with_its_mend_and_mended_it_is_clean(column, text, check, after):
    row = row_with(column, text)

    found = [one for one in of_cells(row, KNOWN) if one.check == check]
    clean = mended(row, KNOWN, sure_only=False)

    assert found, of_cells(row, KNOWN)
    assert any(one.mend for one in found)
    assert of_cells(clean, KNOWN) == []
    if check not in ("V09", "V18") or column != "powiat":
        assert named(clean, LAYOUT)[column] == after


@pytest.mark.parametrize(("column", "text", "check"), TOLD)
def test_what_nobody_can_guess_is_told_without_a_mend(column, text, check):
    found = of_cells(row_with(column, text), KNOWN)

    assert check in [one.check for one in found if one.blocks]
    assert not [one for one in found if one.check == check and one.mend]


@pytest.mark.parametrize(
    ("facts", "check"),
    [
        ({"citizenship": "OUTSIDE_EU", "foreign_background": "YES"}, "V16"),
        ({"ended_on": sm_efs.date(2026, 10, 1), "completed_path": "YES"}, "V12"),
        ({"support": (sm_efs.ADVICE, sm_efs.ADVICE)}, "V10"),
        (
            {
                "labour_status": "EMPLOYED",
                "labour_detail": "NGO",
                "ended_on": sm_efs.date(2026, 10, 1),
                "completed_path": "YES",
                "exit_situation": "TOOK_UP_WORK",
            },
            "V14",
        ),
        ({"identifier": "AB1234567", "citizenship": "EU", "age": 30}, "V01"),
    ],
)
def test_cells_that_contradict_each_other_are_mended_together(facts, check):
    row = lay_out(sm_efs.record(**facts), LAYOUT)

    assert check in [one.check for one in of_cells(row, KNOWN) if one.mend]
    assert of_cells(mended(row, KNOWN, sure_only=False), KNOWN) == []


def test_a_file_with_a_mistake_of_each_kind_is_clean_after_mending():
    rows = [row_with(column, text) for column, text, _check, _after in MENDED]

    clean = [mended(row, KNOWN, sure_only=False) for row in rows]
    again = files.read(files.lines_of(files.written(clean, LAYOUT)), LAYOUT)

    assert [of_cells(cells, KNOWN) for _line, cells in again.rows] == [[]] * len(rows)


def test_what_is_not_sure_waits_for_somebody():
    row = row_with("email", "żaneta@example.org")

    assert mended(row, KNOWN) == row
    assert mended(row, KNOWN, sure_only=False) != row


def test_without_an_agreed_telephone_nothing_stands_in_for_a_missing_one():
    alone = replace(KNOWN, office={})

    found = of_cells(row_with("phone", ""), alone)

    assert [(one.check, one.mend) for one in found] == [("L03", None)]


def test_a_lost_column_is_told_of_the_whole_row():
    row = lay_out(sm_efs.record(), LAYOUT)

    found = of_cells((*row[:24], *row[25:]), KNOWN)

    assert [(one.check, one.facts) for one in found] == [("S01", {"columns": 42, "needed": 43})]


def test_the_same_person_twice_is_told_of_the_second_row():
    rows = {2: lay_out(sm_efs.record(), LAYOUT), 3: row_with("identifier", "858-228-123-47")}

    assert {key: one.facts["row"] for key, one in twice(rows, LAYOUT).items()} == {3: 2}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sm_efs.records())
def test_no_record_breaks_the_preflight_and_mending_comes_to_an_end(record):
    row = lay_out(record, LAYOUT)
    sure = mended(row, KNOWN)

    assert not [one for one in of_cells(sure, KNOWN) if one.mend and one.mend.is_sure]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(sm_efs.TEXT, min_size=43, max_size=43))
def test_no_row_at_all_breaks_the_preflight(row):
    assert of_cells(row, KNOWN)


@pytest.mark.parametrize("row", [(c, t) for c, t, *_rest in (*MENDED, *TOLD)])
def test_every_problem_has_a_sentence_and_a_kind_in_words(row):
    for one in of_cells(row_with(*row), KNOWN):
        assert sentences.sentence(one, LAYOUT)
        assert sentences.kind(one.check) != one.check


def test_no_sentence_here_takes_the_place_of_one_that_the_participants_checks_have():
    shared = set(sentences.SENTENCES) & set(participants_sentences.SENTENCES)

    # The same words, from the same fact.
    assert shared == {("V18", "postal")}


@pytest.mark.parametrize(
    ("citizenship", "answer"),
    [("PL", "Nie"), ("EU", "Nie"), ("OUTSIDE_EU", "Tak")],
)
def test_the_one_answer_that_a_citizenship_leaves_is_filled_in(citizenship, answer):
    row = row_with("third_country", "", citizenship=citizenship, foreign_background="YES")

    (found,) = [one for one in of_own(row, KNOWN) if one.column == "third_country"]

    assert (found.check, found.mend) == ("L05", Mend({"third_country": answer}))


def test_without_a_citizenship_nobody_guesses_the_answer():
    row = row_with("third_country", "", citizenship="")

    assert not [one for one in of_own(row, KNOWN) if one.column == "third_country" and one.mend]
