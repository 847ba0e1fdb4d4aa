"""Numbers of papers: how they look, and how a project gets its mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from projects.documents.rules import numbering


def test_a_number_says_kind_project_year_and_place():
    number = numbering.number_of(prefix="UU", mark="KIS-II", year=2026, number=12)

    assert number == "UU/KIS-II/2026/0012"


@pytest.mark.parametrize(
    ("title", "edition", "mark"),
    [
        ("Klub Integracji Społecznej", 2, "KIS-II"),
        ("Klub Integracji Społecznej II", None, "KIS-II"),
        ("Klub Integracji Społecznej II", 2, "KIS-II"),
        ("Łączy nas Żukowo", None, "LNZ"),
        ("Nowa droga. Aktywizacja mieszkańców gminy", None, "ND"),
        ("Pracownia", 4, "PRAC-IV"),
        ("Praca i pomoc dla osób z Gdyni", 1, "PPOG-I"),
        ("Razem – wsparcie na starcie", None, "RAZE"),
        ("!!!", None, "P"),
    ],
)
def test_a_mark_is_made_of_the_title_and_the_edition(title, edition, mark):
    assert numbering.mark_of(title, edition, taken=()) == mark


def test_the_second_project_of_a_mark_gets_a_mark_of_its_own():
    assert numbering.mark_of("Klub Integracji Społecznej", 2, taken={"KIS-II"}) == "KIS-II.2"
    assert (
        numbering.mark_of("Klub Integracji Społecznej", 2, taken={"KIS-II", "KIS-II.2"})
        == "KIS-II.3"
    )


@given(title=some.text(max_size=300), edition=some.none() | some.integers(1, 99))
def test_a_mark_of_any_title_is_short_plain_and_fits_its_column(title, edition):
    mark = numbering.mark_of(title, edition, taken={"P", "A"})

    assert 0 < len(mark) <= 24
    assert mark.isascii()
    assert "/" not in mark


def test_the_file_of_a_paper_is_named_by_its_number_alone():
    assert numbering.file_name_of("UU/KIS-II/2026/0012") == "UU-KIS-II-2026-0012.pdf"
    assert numbering.file_name_of("UU/KIS-II/2026/0012", 2) == "UU-KIS-II-2026-0012-v2.pdf"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("zu/nd/2026/2", "zu/nd/2026/0002"),
        ("zu/nd/2026/0002", "zu/nd/2026/0002"),
        ("zu/nd/2026", "zu/nd/2026"),
        ("2026", "2026"),
        ("cwik", "cwik"),
    ],
)
def test_a_number_is_found_however_many_zeros_are_typed(typed, kept):
    assert numbering.padded(typed) == kept
