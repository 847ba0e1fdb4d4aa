"""The ways that are measured. Each takes a path and the number of rows."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from io import BytesIO
from itertools import islice
from pathlib import Path

import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook

from sheets import reading, writing
from sheets.writing import Column, Kind, Sheet

NAMES = ("Anna", "Łukasz", "Zażółć gęślą", "Maria & Jan", "Piotr")
KINDS = (Kind.TEXT, Kind.WHOLE, Kind.DAY, Kind.TEXT, Kind.DECIMAL)
COLUMNS = [Column(f"kolumna {place}", KINDS[place % 5]) for place in range(20)]
KEPT = 2_000


@cache
def kept() -> list[list[object]]:
    """Some rows that are told again and again: making them up must not be what is measured."""
    rng = random.Random(20)
    makers: tuple[Callable[[], object], ...] = (
        lambda: f"{rng.choice(NAMES)} {rng.randrange(100_000)}",
        lambda: rng.randrange(10**11),
        lambda: date(1950, 1, 1) + timedelta(days=rng.randrange(25_000)),
        lambda: rng.choice(NAMES),
        lambda: Decimal(rng.randrange(10**6)) / 100 if rng.random() < 0.8 else None,
    )
    return [[makers[place % 5]() for place in range(20)] for _ in range(KEPT)]


def rows(count: int) -> Iterator[list[object]]:
    some = kept()
    return islice((some[number % KEPT] for number in range(count)), count)


def write_ours(path: Path, count: int) -> None:
    with path.open("wb") as out:
        writing.xlsx(out, Sheet("Osoby", COLUMNS, rows(count)))


def write_csv(path: Path, count: int) -> None:
    with path.open("wb") as out:
        writing.csv(out, Sheet("Osoby", COLUMNS, rows(count)))


def write_parquet(path: Path, count: int) -> None:
    with path.open("wb") as out:
        writing.parquet(out, Sheet("Osoby", COLUMNS, rows(count)))


def write_openpyxl(path: Path, count: int) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Osoby")
    for row in rows(count):
        sheet.append(row)
    book.save(path)


def write_xlsxwriter(path: Path, count: int) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Osoby")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for number, row in enumerate(rows(count)):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, place, value, day)
                elif isinstance(value, str):
                    sheet.write_string(number, place, value)
                elif value is not None:
                    sheet.write_number(number, place, value)


def read_ours(path: Path, count: int) -> int:
    with reading.opened(path.read_bytes(), path.name) as book:
        found = sum(1 for _ in book.rows())
        child = Path(f"/proc/{book._child._process.pid}/status").read_text()
    assert found == count + 1
    return int(child.split("VmHWM:")[1].split()[0]) // 1024


def read_openpyxl(path: Path, count: int) -> int:
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()), read_only=True)
    assert sum(1 for _ in book.worksheets[0].iter_rows(values_only=True)) == count + 1
    return 0


def read_calamine(path: Path, count: int) -> int:
    book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
    assert len(book.get_sheet_by_index(0).to_python()) == count + 1
    return 0


WRITING = {
    "ours": write_ours,
    "openpyxl, write-only": write_openpyxl,
    "xlsxwriter, constant memory": write_xlsxwriter,
    "ours, CSV": write_csv,
    "ours, Parquet": write_parquet,
}
READING = {
    "ours": read_ours,
    "openpyxl, read-only": read_openpyxl,
    "calamine": read_calamine,
}
