"""Writes the whole of a unit into one archive: tables, files, what describes them, and their sums."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from core import crypto, tenancy
from core.tenancy import moments
from projects.agreements.models import Project
from projects.leaving import describing, readme, tables
from projects.leaving.archive import Archive, Out
from projects.leaving.kinds import CELL_OF, Kind, as_cells, as_json
from projects.leaving.reading import Content, Reader, Unit
from projects.leaving.tables import Table

FORMAT = "szansa-unit"
# Grows when a program that read the former would read this one wrong.
FORMAT_VERSION = 1
BYTE_ORDER_MARK = "\ufeff"
# Written into the archive at once.
CHARACTERS = 1 << 16
# They are packed already.
PACKED = (".pdf", ".jpg", ".jpeg", ".png", ".docx", ".xlsx", ".odt", ".ods", ".zip")
FILES = "files.csv"
# Goes along as it stands: whoever opens the archive may have no copy of Szansa.
SCRIPT = Path(__file__).parent / "load_into_sqlite.py"
FILE_COLUMNS = ("path", "table", "column", "row", "bytes", "sha256")

Telling = Callable[[int, int], None]


@dataclass(frozen=True)
class Made:
    """What is in the archive: how many rows of each table, how many files, what did not open."""

    at: datetime
    rows: dict[str, int]
    files_count: int
    bytes_count: int
    unreadable: list[tuple[str, str, str]]

    @property
    def rows_count(self) -> int:
        return sum(self.rows.values())


def make(out: Out, *, number: int, about: dict[str, str], tell: Telling) -> Made:
    """Write the unit that we are inside of; `number` is its own among the units.

    Nothing of it is kept in memory but the list of parts, and nothing is written to a disk on the way.
    `about` names the unit in the manifest; `tell` hears how many steps of how many are done.
    """
    # Without the key all would be absent, and the archive look whole.
    crypto.unwrapped(bytes(tenancy.current().wrapped_key))
    with moments.kept() as moment, Archive(out, at=moment.at) as archive:
        reader = Reader(Unit(number, _projects(moment)), moment)
        making = _Making(archive, reader, [*tables.own(), *tables.shared()], tell)
        return making.run(about)


def _projects(moment: moments.Moment) -> list[Any]:
    with moment.seen():
        return list(Project.objects.order_by("pk").values_list("pk", flat=True))


class _Making:
    """One archive under way."""

    def __init__(
        self, archive: Archive, reader: Reader, carried: list[Table], tell: Telling
    ) -> None:
        self.archive, self.reader, self.carried, self.tell = archive, reader, carried, tell
        self.with_files = [table for table in carried if table.files]
        self.steps, self.done = len(carried) + len(self.with_files), 0
        self.rows: dict[str, int] = {}
        self.files: list[tuple[Any, ...]] = []

    def run(self, about: dict[str, str]) -> Made:
        told: dict[str, Any] = {"unit": about, "at": self.reader.moment.at}
        for language in describing.LANGUAGES:
            path = readme.path_in(language)
            self.archive.put(
                path, readme.written(language, self.carried, version=settings.VERSION, **told)
            )
        self.archive.put(SCRIPT.name, SCRIPT.read_text(encoding="utf-8"))
        self.archive.put("schema.json", _pretty(_schema(self.carried)))
        for table in self.carried:
            self._write(table)
        for table in self.with_files:
            self._write_files(table)
        self._list_files()
        made = self._made()
        self.archive.put("manifest.json", _pretty(self._manifest(made, about)))
        return made

    def _step(self) -> None:
        self.done += 1
        self.tell(self.done, self.steps)

    def _write(self, table: Table) -> None:
        """Twice through the rows, once for each form: both in memory would be the whole table."""
        names = [column.name for column in table.columns]
        writers = [CELL_OF[column.kind] for column in table.columns]
        head = BYTE_ORDER_MARK + ",".join(names) + "\r\n"
        rows = (as_cells(row, writers) for row in self.reader.rows(table))
        self.rows[table.name] = self._lines(table.path("csv"), rows, head=head)
        objects = (
            as_json(dict(zip(names, row, strict=True))) + "\n" for row in self.reader.rows(table)
        )
        self._lines(table.path("jsonl"), objects)
        self._step()

    def _lines(self, path: str, lines: Iterator[str], *, head: str = "") -> int:
        held, length, count = [head], len(head), 0
        with self.archive.part(path) as part:
            for line in lines:
                held.append(line)
                length += len(line)
                count += 1
                if length >= CHARACTERS:
                    part.write("".join(held).encode())
                    held, length = [], 0
                    # Whoever waits sees that somebody is alive.
                    self.tell(self.done, self.steps)
            part.write("".join(held).encode())
        return count

    def _write_files(self, table: Table) -> None:
        for content in self.reader.contents(table):
            if content.opened is not None:
                self._file(content, content.opened)
                self.tell(self.done, self.steps)
        self._step()

    def _file(self, content: Content, opened: bytes) -> None:
        is_packed = content.path.lower().endswith(PACKED)
        with self.archive.part(content.path, packed=is_packed) as part:
            part.write(opened)
        where = (content.table.name, content.column.name, str(content.row))
        self.files.append((content.path, *where, part.size, part.sum.hexdigest()))

    def _list_files(self) -> None:
        kinds = (Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.INTEGER, Kind.TEXT)
        writers = [CELL_OF[kind] for kind in kinds]
        head = BYTE_ORDER_MARK + ",".join(FILE_COLUMNS) + "\r\n"
        self._lines(FILES, (as_cells(list(row), writers) for row in self.files), head=head)

    def _made(self) -> Made:
        return Made(
            at=self.reader.moment.at,
            rows=self.rows,
            files_count=len(self.files),
            bytes_count=sum(file[4] for file in self.files),
            unreadable=sorted(self.reader.unreadable),
        )

    def _manifest(self, made: Made, about: dict[str, str]) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "product": "Szansa",
            "version": settings.VERSION,
            "unit": about,
            "snapshot_at": made.at.isoformat(),
            "tables": [
                {"name": table.name, "rows": made.rows[table.name], "path": table.path("csv")}
                for table in self.carried
            ],
            "rows": made.rows_count,
            "files": {"count": made.files_count, "bytes": made.bytes_count},
            "unreadable": [
                dict(zip(("table", "column", "row"), one, strict=True)) for one in made.unreadable
            ],
        }


def _schema(carried: list[Table]) -> dict[str, Any]:
    return {"format": FORMAT, "format_version": FORMAT_VERSION, **describing.schema(carried)}


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def about(tenant: Any) -> dict[str, str]:
    """How the unit is named in the manifest."""
    return {
        "name": tenant.name,
        "short_name": tenant.short_name,
        "kind": tenant.kind,
        "schema": tenant.schema_name,
        "uuid": str(tenant.uuid),
    }
