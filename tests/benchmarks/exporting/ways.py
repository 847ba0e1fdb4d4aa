"""The list of participants with their whole PESEL numbers, every column of it, as a workbook.

The usual ways read the same rows by the ORM, as its documentation has it for long lists, and open the
sealed numbers by the product's own function. They leave out the notes, the trail and the widths.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import xlsxwriter
from django.http import QueryDict
from django.utils import timezone

from core.days import today
from core.ledger.models import Member
from projects.participants import parts
from projects.participants.list_page import PARTICIPANTS
from projects.participants.models import Participation
from projects.workbench import exporting, taking_out

AT_ONCE = 2_000
TITLES = [str(column.label) for column in PARTICIPANTS.columns]


def ours(path: Path, by: Member) -> tuple[int, dict[str, float]]:
    asked = taking_out.Asked(
        page=PARTICIPANTS,
        query=QueryDict(),
        columns=[column.code for column in PARTICIPANTS.columns],
        file_format="xlsx",
        with_pesel=True,
        reason="kontrola danych",
    )
    sheet, trace = taking_out.sheet_of(asked, by=by, at=timezone.now())
    with path.open("wb") as out:
        exporting.write(out, sheet, "xlsx")
    return trace().count, {}


def with_openpyxl(path: Path, by: Member) -> tuple[int, dict[str, float]]:
    book = openpyxl.Workbook(write_only=True)
    sheet, count = book.create_sheet("Uczestnicy"), 0
    sheet.append([*TITLES, "PESEL"])
    for row in _rows(by):
        sheet.append(row)
        count += 1
    book.save(path)
    return count, {}


def with_xlsxwriter(path: Path, by: Member) -> tuple[int, dict[str, float]]:
    count = 0
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Uczestnicy")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, [*TITLES, "PESEL"])
        for count, row in enumerate(_rows(by), start=1):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(count, place, value, day)
                elif isinstance(value, str):
                    sheet.write_string(count, place, value)
                elif value is not None:
                    sheet.write_number(count, place, value)
    return count, {}


def _rows(by: Member) -> Iterator[list[object]]:
    on = today()
    for row in PARTICIPANTS.ordered(by, QueryDict()).iterator(chunk_size=AT_ONCE):
        yield _cells(row, on)


def _cells(row: Participation, on: date) -> list[object]:
    person = row.person
    return [
        str(person),
        str(row.project),
        row.started_on,
        row.get_labour_status_display(),
        str(parts.state_of(row, on=on).value or ""),
        str(row.cared_for_by or ""),
        str(row.advised_by or ""),
        row.last_support_on,
        row.ended_on,
        str(person.get_sex_display()),
        row.age_at_start,
        row.get_isced_display(),
        person.place,
        person.pesel,
    ]


WAYS = {"ours": ours, "openpyxl": with_openpyxl, "xlsxwriter": with_xlsxwriter}
