"""Reads an official list of degrees of urbanisation: a CSV whose columns are found by their heads."""

import csv
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from core import polish
from core.errors import RuleBroken
from territory.rules import DegreeRow

# Beginnings of the heads as GUS and Eurostat write them, folded.
CODE_HEADS = ("teryt", "kod teryt", "kod gminy", "kod jst", "kod terc", "terc", "lau code", "gmina")
DEGREE_HEADS = ("degurba", "stopien urbanizacji", "degree of urbanisation", "kod degurba")
HEAD_IS_WITHIN = 20  # official files begin with a title and notes


class ListHasNoHead(RuleBroken):
    message = _(
        "%(file)s has no line with both heads: one for the TERYT code of the gmina (like “TERYT”) "
        "and one for the degree (like “DEGURBA”). Add a line with these heads above the values."
    )


class ListIsNotText(RuleBroken):
    message = _("%(file)s is not a text file. Save the list as CSV (UTF-8) and try again.")


def read(file: Path) -> list[DegreeRow]:
    """The rows under the head, whatever the separator, the order and the other columns."""
    lines = _text(file).splitlines()
    separator = max(";,\t", key=lambda sign: sum(line.count(sign) for line in lines))
    table = list(csv.reader(lines, delimiter=separator))
    for number, cells in enumerate(table[:HEAD_IS_WITHIN]):
        code, degree = _column(cells, CODE_HEADS), _column(cells, DEGREE_HEADS)
        if code is not None and degree is not None:
            return _rows(table, number + 1, code, degree)
    raise ListHasNoHead(file=file.name)


def _rows(table: list[list[str]], first: int, code: int, degree: int) -> list[DegreeRow]:
    rows = []
    for line, cells in enumerate(table[first:], start=first + 1):
        if any(cell.strip() for cell in cells):
            padded = [*cells, *[""] * (max(code, degree) + 1 - len(cells))]
            written = padded[code].replace(" ", "").strip("'\"=")
            rows.append(DegreeRow(line, written, padded[degree].strip()))
    return rows


def _text(file: Path) -> str:
    raw = file.read_bytes()
    for encoding in ("utf-8-sig", "cp1250"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ListIsNotText(file=file.name)


def _column(cells: list[str], heads: tuple[str, ...]) -> int | None:
    folded = [" ".join(polish.folded(cell).split()) for cell in cells]
    return next((n for n, cell in enumerate(folded) if cell.startswith(heads)), None)
