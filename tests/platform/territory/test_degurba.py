"""Degrees of urbanisation: a list goes in whole or not at all, and unknown stays unknown."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from core import tenancy
from core.errors import NotAllowed
from territory import degurba_file, operations, queries, rules
from territory.models import UrbanisationDegree
from territory.rules import DegreeRow
from tests import make

# The three gminy are real, what the invented list says of them is not.
KARTUZY, ZUKOWO, CHMIELNO = "2205023", "2205083", "2205012"
GMINY = [KARTUZY, ZUKOWO, CHMIELNO]
SINCE = date(2024, 1, 1)
WRITTEN = (
    "Wymyślony wykaz do testów;;\n"
    ";;\n"
    "Lp.;Kod TERYT;Nazwa gminy;Stopień urbanizacji (DEGURBA)\n"
    f"1;{KARTUZY};Kartuzy;2\n"
    f"2;{ZUKOWO};Żukowo;2\n"
    f"3;{CHMIELNO};Chmielno;3\n"
    "4;1465011;Warszawa;1\n"
)


def rows(*pairs: tuple[str, str]) -> list[DegreeRow]:
    return [DegreeRow(line, code, degree) for line, (code, degree) in enumerate(pairs, start=2)]


def load(*pairs: tuple[str, str], valid_from: date = SINCE) -> operations.LoadedDegrees:
    with tenancy.acting_as(tenancy.Role.OWNER):
        return operations.load_degurba(
            rows=rows(*pairs), source="invented list", valid_from=valid_from, by=make.BY
        )


# --- the rules, without a database ---------------------------------------------------------------


def test_a_good_list_gives_each_gmina_its_degree_and_leaves_the_rest_of_poland_out():
    listed = rules.checked(rows((KARTUZY, "2"), (ZUKOWO, "3"), ("1465011", "1")), gminy=GMINY)

    assert listed.degrees == {KARTUZY: 2, ZUKOWO: 3}
    assert listed.missing == [CHMIELNO]
    assert listed.elsewhere_count == 1
    assert listed.problems == []


def test_codes_of_six_digits_mean_the_same_gminy():
    listed = rules.checked(rows(("220502", "2"), ("220508", "1")), gminy=GMINY)

    assert listed.degrees == {KARTUZY: 2, ZUKOWO: 1}


@pytest.mark.parametrize(
    ("pairs", "fault"),
    [
        ([("22050", "2")], rules.NOT_A_CODE),
        ([("Kartuzy", "2")], rules.NOT_A_CODE),
        ([(KARTUZY, "4")], rules.NOT_A_DEGREE),
        ([(KARTUZY, "0")], rules.NOT_A_DEGREE),
        ([(KARTUZY, "")], rules.NOT_A_DEGREE),
        ([(KARTUZY, "2,0")], rules.NOT_A_DEGREE),
        ([("2205993", "2")], rules.UNKNOWN_GMINA),
        # Kartuzy is urban-rural: as a rural gmina it does not exist.
        ([("2205022", "2")], rules.UNKNOWN_GMINA),
        ([(KARTUZY, "2"), (ZUKOWO, "2"), (KARTUZY, "3")], rules.TWICE),
        ([(KARTUZY, "2"), ("020101", "1")], rules.MIXED),
    ],
)
def test_a_list_with_one_fault_names_it(pairs, fault):
    listed = rules.checked(rows(*pairs), gminy=GMINY)

    assert [problem.fault for problem in listed.problems] == [fault]


def test_every_fault_is_told_with_its_line():
    listed = rules.checked(rows((KARTUZY, "7"), (ZUKOWO, "2"), ("x", "1")), gminy=GMINY)

    assert [(problem.line, problem.value) for problem in listed.problems] == [(2, "7"), (4, "x")]


# --- the file -------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_columns_are_found_by_their_heads_under_a_title(tmp_path, encoding, separator):
    file = tmp_path / "wykaz.csv"
    file.write_bytes(WRITTEN.replace(";", separator).encode(encoding))

    read = degurba_file.read(file)

    assert read[0] == DegreeRow(4, KARTUZY, "2")
    assert [row.code for row in read] == [KARTUZY, ZUKOWO, CHMIELNO, "1465011"]


def test_a_file_without_the_heads_is_refused_with_what_to_write(tmp_path):
    file = tmp_path / "wykaz.csv"
    file.write_text("a;b\n1;2\n", encoding="utf-8")

    with pytest.raises(degurba_file.ListHasNoHead, match=r"wykaz\.csv.*DEGURBA"):
        degurba_file.read(file)


def test_a_workbook_is_not_a_text_file(tmp_path):
    file = tmp_path / "wykaz.xlsx"
    file.write_bytes(b"PK\x03\x04\x00\x00\x81")

    with pytest.raises(degurba_file.ListIsNotText):
        degurba_file.read(file)


# --- loading and asking ---------------------------------------------------------------------------


@pytest.mark.django_db
def test_nothing_is_known_until_a_list_is_loaded():
    assert queries.degurba_of(KARTUZY, date(2026, 11, 21)) is None


@pytest.mark.django_db
def test_a_degree_is_known_from_the_day_of_its_list_until_the_next_one():
    load((KARTUZY, "3"), (CHMIELNO, "3"), valid_from=date(2021, 1, 1))
    load((KARTUZY, "2"), valid_from=SINCE)

    assert queries.degurba_of(KARTUZY, date(2020, 12, 31)) is None
    assert queries.degurba_of(KARTUZY, date(2023, 12, 31)) == 3
    assert queries.degurba_of(KARTUZY, SINCE) == 2


@pytest.mark.django_db
def test_a_gmina_that_the_list_in_force_leaves_out_is_unknown_whatever_the_older_list_said():
    load((KARTUZY, "3"), (CHMIELNO, "3"), valid_from=date(2021, 1, 1))
    load((KARTUZY, "2"), valid_from=SINCE)

    asked = queries.degurba_of_many([KARTUZY, CHMIELNO, "nowhere"], SINCE)

    assert asked == {KARTUZY: 2, CHMIELNO: None, "nowhere": None}


@pytest.mark.django_db
def test_many_gminy_are_asked_for_in_one_query(django_assert_num_queries):
    load((KARTUZY, "2"), (ZUKOWO, "2"), (CHMIELNO, "3"))

    queries.degurba_of(KARTUZY, SINCE)  # the first one takes the role
    with django_assert_num_queries(1):
        assert queries.degurba_of_many(GMINY, SINCE) == {KARTUZY: 2, ZUKOWO: 2, CHMIELNO: 3}


@pytest.mark.django_db
def test_the_list_of_the_same_day_is_replaced():
    load((KARTUZY, "3"), (CHMIELNO, "3"))

    load((KARTUZY, "2"))

    assert list(UrbanisationDegree.objects.values_list("gmina", "degree")) == [(KARTUZY, 2)]


@pytest.mark.django_db
def test_a_list_with_a_fault_changes_nothing():
    load((KARTUZY, "3"))

    with pytest.raises(operations.ListRefused, match=ZUKOWO):
        load((KARTUZY, "2"), (ZUKOWO, "2"), (ZUKOWO, "1"))

    assert queries.degurba_of(KARTUZY, SINCE) == 3


@pytest.mark.django_db
def test_a_list_of_another_area_is_refused():
    with pytest.raises(operations.NothingOfTheArea):
        load(("1465011", "1"))


def test_whoever_does_not_keep_the_definitions_may_not_load_a_list(inside_alfa):
    with pytest.raises(NotAllowed):
        operations.load_degurba(rows=[], source="", valid_from=SINCE, by=inside_alfa)


def test_a_tenant_reads_the_degrees(alfa):
    load((KARTUZY, "2"))

    with tenancy.inside(alfa):
        assert queries.degurba_of(KARTUZY, SINCE) == 2


# --- the command ----------------------------------------------------------------------------------


def run(file, *options: str) -> str:
    said = StringIO()
    arguments = [str(file), "--source", "invented list", "--valid-from", "2024-01-01", *options]
    with tenancy.acting_as(tenancy.Role.OWNER):
        call_command("load_degurba", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def file(tmp_path):
    written = tmp_path / "wykaz.csv"
    written.write_text(WRITTEN, encoding="utf-8")
    return written


@pytest.mark.django_db
def test_the_command_loads_the_file_and_names_who_stays_unknown(file):
    said = run(file)

    assert queries.degurba_of(CHMIELNO, SINCE) == 3
    assert "3 gminas of the area, 1 lines of other areas." in said
    assert "2205032 Przodkowo" in said


@pytest.mark.django_db
def test_a_dry_run_says_the_same_and_loads_nothing(file):
    said = run(file, "--dry-run")

    assert "3 gminas of the area" in said
    assert queries.degurba_of(CHMIELNO, SINCE) is None


@pytest.mark.django_db
def test_the_command_refuses_a_bad_file_with_the_sentence(file):
    file.write_text(WRITTEN.replace("Chmielno;3", "Chmielno;5"), encoding="utf-8")

    with pytest.raises(CommandError, match="„5”|“5”"):
        run(file)
    assert queries.degurba_of(KARTUZY, SINCE) is None


@pytest.mark.django_db
def test_the_command_says_when_there_is_no_file(tmp_path):
    with pytest.raises(CommandError, match="no file"):
        run(tmp_path / "nowhere.csv")
