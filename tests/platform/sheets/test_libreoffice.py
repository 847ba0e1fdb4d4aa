"""LibreOffice opens every workbook of ours, saves it anew, and what it saved is read back."""

import subprocess
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest

from sheets import marking, reading, templates, writing
from sheets.marking import Mark
from sheets.templates import TemplateColumn
from sheets.writing import Column, Kind, Sheet
from tests.make.workbooks import looking_well

OFFICE = Path("/usr/bin/soffice")
COLUMNS = [Column(kind.title(), kind) for kind in Kind]
VALUES = {
    Kind.TEXT: "=1+1 <Łódź> & _x0041_",
    Kind.DAY: date(2024, 2, 29),
    Kind.MOMENT: datetime(2024, 12, 31, 23, 59, 58),  # noqa: DTZ001
    Kind.WHOLE: 90010112345,
    Kind.DECIMAL: Decimal("-1234.5678"),
    Kind.YES_NO: True,
    Kind.MONEY: Decimal("1234.50"),
    Kind.PERCENT: Decimal("0.125"),
    Kind.SHARE: 0.5,
}
ROWS = [
    [VALUES[kind] for kind in Kind],
    [None] * len(Kind),
    ["zażółć\ngęślą " * 50, *[VALUES[kind] for kind in Kind][1:]],
]


def table():
    out = BytesIO()
    several = [Sheet("Osoby / pierwszy", COLUMNS, ROWS), Sheet("Pusty", COLUMNS, [])]
    writing.xlsx(out, *several, notes=[("Definicja", "Kto & kiedy")])
    return out.getvalue()


def template():
    out = BytesIO()
    columns = [
        TemplateColumn("Imię", required=True),
        TemplateColumn("Gmina", choices=["Żukowo", "Hel"]),
        TemplateColumn("Data", Kind.DAY),
    ]
    templates.written(out, "Osoby", columns, [["Anna", "Hel", date(1990, 1, 31)]], "osoby:1")
    return out.getvalue()


def marked():
    return marking.marked(
        template(), "a.xlsx", [Mark(0, 2, 1, "Nie ma takiej"), Mark(0, 5, 0, "x")]
    )


def pretty():
    marks = [Mark(0, 3, 1, "Źle"), Mark(0, 9, 0, "Brak")]
    return marking.marked(looking_well(), "a.xlsx", marks, [Mark(0, 2, 0, "Ćwik")])


MADE = {"table": table, "template": template, "marked": marked, "pretty": pretty}


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Every workbook, as LibreOffice saves it: by name and kind."""
    folder = tmp_path_factory.mktemp("office")
    for name, make in MADE.items():
        (folder / f"{name}.xlsx").write_bytes(make())
    for kind in ("xlsx", "ods"):
        office = [str(OFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        sources = [str(folder / f"{name}.xlsx") for name in MADE]
        subprocess.run(
            [*office, "--convert-to", kind, "--outdir", str(folder / kind), *sources],
            check=True,
            capture_output=True,
            timeout=300,
        )
    return {
        (name, kind): folder / kind / f"{name}.{kind}" for name in MADE for kind in ("xlsx", "ods")
    }


def told(content, name):
    with reading.opened(content, name) as book:
        return book.template, book.sheets, list(book.rows())


def in_ods(row):
    """LibreOffice keeps a yes or no in its own format as the number one, also in a new table."""
    cells = tuple(
        "1" if kind == "b" else cell for cell, kind in zip(row.cells, row.kinds, strict=True)
    )
    return row._replace(cells=cells, kinds=row.kinds.replace("b", "n"))


@pytest.mark.skipif(
    not OFFICE.exists(), reason="install the Debian package libreoffice-calc-nogui to run this"
)
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@pytest.mark.parametrize("name", MADE)
def test_it_opens_saves_and_is_read_back(saved, name, kind):
    before = told(MADE[name](), "a.xlsx")

    after = told(saved[name, kind].read_bytes(), f"a.{kind}")

    assert after[0] == before[0]
    assert [(one.name, one.rows, one.hidden) for one in after[1]] == [
        (one.name, one.rows, one.hidden) for one in before[1]
    ]
    assert after[2] == [in_ods(one) if kind == "ods" else one for one in before[2]]
