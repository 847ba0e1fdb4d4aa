"""Rows of a spreadsheet as a program of none sends them: CSV in, CSV back. No model in this file."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from core.api.problems import Fault
from core.formulas import harmless

MEDIA_TYPE = "text/csv"
CONTENT_TYPE = f"{MEDIA_TYPE}; charset=utf-8"
SEPARATORS = ";,\t"
# Excel where Polish is set saves the second unless it is asked for the first.
ENCODINGS = ("utf-8-sig", "cp1250")
WORKBOOK = b"PK\x03\x04"
POLISH_DAY = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")
POLISH_NUMBER = re.compile(r"^-?\d+,\d+$")
ROW_OF_AN_ITEM = re.compile(r"^/items/(\d+)(?:/(.*))?$")


@dataclass(frozen=True)
class Row:
    """`number` is the row of the sheet, the head being the first; empty cells are left out."""

    number: int
    cells: Mapping[str, str]


class NoTable(ParseError):
    """What came is no table that can be read; it says why, in the words of whoever sent a sheet."""


class Table(BaseParser):
    """Turns the body into rows; separator and encoding are what the sheet was saved with."""

    media_type = MEDIA_TYPE

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> list[Row]:
        return read(stream.read())


def read(content: bytes) -> list[Row]:
    """The rows below the head, without empty ones. NoTable for what is none."""
    text = _decoded(content)
    head = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=head.count)
    lines = _lines(text, separator)
    names = [name.strip().lower() for name in lines[0]] if lines else []
    _refuse_uneven(names, lines, separator)
    return [
        Row(number, _cells(names, line))
        for number, line in enumerate(lines[1:], start=2)
        if any(cell.strip() for cell in line)
    ]


def _lines(text: str, separator: str) -> list[list[str]]:
    lines: list[list[str]] = []
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            lines.append(line)  # noqa: PERF402 - how far it came is told
    except csv.Error as broken:
        said = _(
            "Row %(row)s: a quotation mark is not closed, or something stands right after one."
        )
        raise NoTable(said % {"row": len(lines) + 1}) from broken
    return lines


def _refuse_uneven(names: Sequence[str], lines: Sequence[Sequence[str]], separator: str) -> None:
    known: set[str] = set()
    for name in names:
        if name in known:
            raise NoTable(_("The head names the column “%(name)s” twice.") % {"name": name})
        known.add(name)
    for number, line in enumerate(lines, start=1):
        if len(line) > len(names):
            facts = {"row": number, "cells": len(line), "columns": len(names), "sign": separator}
            said = _(
                "Row %(row)s has %(cells)s cells and the head %(columns)s. A cell with the sign "
                "“%(sign)s” in it needs quotation marks around it."
            )
            raise NoTable(said % facts)


def _decoded(content: bytes) -> str:
    if content.startswith(WORKBOOK):
        raise NoTable(_("This is a workbook. Save the sheet as CSV in UTF-8 and send that."))
    for encoding in ENCODINGS if b"\0" not in content else ():
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NoTable(_("This is not a text. Save the sheet as CSV in UTF-8 and send that."))


def _cells(names: Sequence[str], line: Sequence[str]) -> dict[str, str]:
    filled = zip(names, (cell.strip() for cell in line), strict=False)
    return {name: _plain(cell) for name, cell in filled if cell}


def _plain(cell: str) -> str:
    """Days and decimals as the API writes them; whatever else is there is for the fields to judge."""
    if day := POLISH_DAY.match(cell):
        return f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
    return cell.replace(",", ".") if POLISH_NUMBER.match(cell) else cell


def of_faults(faults: Iterable[Fault], rows: Sequence[Row]) -> bytes:
    """One line for each fault: the row and the column of the sheet, and what is wrong there."""
    return written(
        (_("row"), _("column"), _("code"), _("problem")),
        [(*_place(fault, rows), fault.code, fault.detail) for fault in faults],
    )


def of_results(results: Iterable[Mapping[str, Any]], rows: Sequence[Row]) -> bytes:
    """What became of each row."""
    return written(
        (_("row"), _("result"), _("problem"), _("version")),
        [
            (
                rows[one["index"]].number,
                one["status"],
                one.get("detail", ""),
                one.get("version", ""),
            )
            for one in results
        ],
    )


def _place(fault: Fault, rows: Sequence[Row]) -> tuple[object, str]:
    found = ROW_OF_AN_ITEM.match(fault.pointer or "")
    if found is None or int(found[1]) >= len(rows):
        return "", (fault.pointer or fault.parameter or "").lstrip("/")
    return rows[int(found[1])].number, found[2] or ""


def written(head: Sequence[object], lines: Iterable[Sequence[object]]) -> bytes:
    """As Excel opens it where Polish is set: a byte order mark and semicolons."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([harmless(str(cell)) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")
