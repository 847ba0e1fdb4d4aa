"""The file: what is written is read back, sign by sign, by position."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.sm_efs.layout import FOLDER, layout
from projects.sm_efs.rules import files
from projects.sm_efs.rules.record import lay_out, read_back
from tests.make import sm_efs
from tests.make.sm_efs import LAYOUT


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(sm_efs.records(), max_size=5))
def test_an_exported_file_read_back_equals_the_people(people):
    content = files.written((lay_out(one, LAYOUT) for one in people), LAYOUT)

    found = files.read(files.lines_of(content), LAYOUT)

    assert [read_back(cells, LAYOUT) for _line, cells in found.rows] == people


def test_the_file_is_what_the_import_takes():
    content = files.written([lay_out(sm_efs.record(given_name='Ewa "Ewcia"; II'), LAYOUT)], LAYOUT)

    assert content.startswith(b"\xef\xbb\xbfNumer projektu;Obywatelstwo;")
    assert content.count(b"\r\n") == 2
    assert content.endswith(b"\r\n")
    assert b';"Ewa ""Ewcia""; II";' in content
    assert b";2026-03-03;" in content


def test_supports_share_a_row_position_by_position():
    cells = lay_out(sm_efs.record(), LAYOUT)

    assert cells[29:32] == (
        "doradztwo/konsultacje|usługa aktywnej integracji",
        "doradztwo zawodowe|usługa o charakterze społecznym",
        "2026-03-03|2026-04-01",
    )


def test_an_empty_detail_leaves_its_place_empty():
    course = sm_efs.Support(kind="krajowe szkolenie/kurs", started_on=date(2026, 5, 5))
    cells = lay_out(sm_efs.record(support=(sm_efs.ADVICE, course, sm_efs.SOCIAL)), LAYOUT)

    assert cells[30] == "doradztwo zawodowe||usługa o charakterze społecznym"
    assert read_back(cells, LAYOUT).support == (sm_efs.ADVICE, course, sm_efs.SOCIAL)


@pytest.mark.parametrize(
    "written", ["2026-03-03", "03.03.2026", "03.03.2026 12:30", "2026-03-03T09:00:00"]
)
def test_days_of_an_export_are_read_in_every_form(written):
    cells = list(lay_out(sm_efs.record(), LAYOUT))
    cells[21] = written

    assert read_back(cells, LAYOUT).started_on == date(2026, 3, 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
def test_a_hand_made_file_is_read_in_every_usual_encoding(encoding):
    cells = lay_out(sm_efs.record(), LAYOUT)
    content = "\n".join(";".join(row) for row in (LAYOUT.headers, cells)).encode(encoding)

    found = files.read(files.lines_of(content), LAYOUT)

    assert found.rows == ((2, cells),)


def test_the_layout_has_43_columns_by_position_and_one_header_twice():
    assert [column.position for column in LAYOUT.columns] == list(range(43))
    assert [column.position for column in LAYOUT.columns if column.header == "w tym"] == [24, 30]


def test_everything_of_the_layout_says_where_it_comes_from():
    written = json.loads((FOLDER / "P2021.json").read_text(encoding="utf-8"))

    assert written["source"]
    assert {"checked_by", "checked_on", "version"} <= set(written)
    assert all(column["source"] for column in written["columns"])
    assert all(each["source"] for each in written["dictionaries"].values())


def test_a_period_whose_file_nobody_knows_is_refused():
    with pytest.raises(LookupError):
        layout("P2014")


@pytest.mark.parametrize("content", [b"\0\1\2", b"\xff\xfea", b'"' + b"x" * 40_000])
def test_what_is_no_table_is_refused(content):
    with pytest.raises(files.NotATable):
        list(files.lines_of(content))
