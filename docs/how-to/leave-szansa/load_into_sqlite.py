"""Loads a whole-unit export of Szansa into an SQLite database. Needs Python 3.11 and nothing else.

    python3 load_into_sqlite.py export.zip unit.sqlite

Every table keeps its name and its columns, with primary and foreign keys; texts, days and lists are
texts, whole numbers and booleans are integers, decimals stay texts so that no digit is lost. The table
`exported_file` holds the stored files themselves. The sums of all parts are checked on the way.
"""

import hashlib
import json
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

TYPES = {"integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def check(archive: ZipFile) -> None:
    """Refuse an archive of which any part is not what was written."""
    for line in archive.read("SHA256SUMS").decode().splitlines():
        digest, path = line.split("  ", 1)
        found = hashlib.sha256()
        with archive.open(path) as part:
            while piece := part.read(1 << 20):
                found.update(piece)
        if found.hexdigest() != digest:
            raise SystemExit(f"{path} is not what was exported: its checksum differs.")


def statement(table: dict[str, Any]) -> str:
    """The statement that makes a table."""
    lines = [f"{quoted(c['name'])} {TYPES.get(c['type'], 'TEXT')}" for c in table["columns"]]
    lines.append(f"PRIMARY KEY ({', '.join(map(quoted, table['primary_key']))})")
    for column in table["columns"]:
        if to := column.get("references"):
            target = f"{quoted(to['table'])} ({quoted(to['column'])})"
            lines.append(f"FOREIGN KEY ({quoted(column['name'])}) REFERENCES {target}")
    return f"CREATE TABLE {quoted(table['name'])} ({', '.join(lines)})"


def rows(archive: ZipFile, table: dict[str, Any]) -> Iterator[list[Any]]:
    with archive.open(table["jsonl"]) as lines:
        for line in lines:
            yield [plain(value) for value in json.loads(line).values()]


def plain(value: Any) -> Any:
    nested = isinstance(value, list | dict)
    return json.dumps(value, ensure_ascii=False) if nested else value


def files(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    for path in archive.namelist():
        if path.startswith("files/"):
            yield path, archive.read(path)


def load(archive: ZipFile, database: sqlite3.Connection) -> dict[str, int]:
    """Make every table and fill it; how many rows each has."""
    counts = {}
    for table in json.loads(archive.read("schema.json"))["tables"]:
        database.execute(statement(table))
        marks = ", ".join("?" * len(table["columns"]))
        insert = f"INSERT INTO {quoted(table['name'])} VALUES ({marks})"  # noqa: S608
        counts[table["name"]] = database.executemany(insert, rows(archive, table)).rowcount
    database.execute("CREATE TABLE exported_file (path TEXT PRIMARY KEY, content BLOB)")
    database.executemany("INSERT INTO exported_file VALUES (?, ?)", files(archive))
    database.commit()
    return counts


def main(source: str, target: str) -> None:
    if Path(target).exists():
        raise SystemExit(f"{target} is there already. Nothing is overwritten: name another.")
    with ZipFile(source) as archive:
        check(archive)
        database = sqlite3.connect(target)
        counts = load(archive, database)
        database.close()
    told = {each["name"]: each["rows"] for each in manifest(source)["tables"]}
    wrong = [name for name, count in counts.items() if max(count, 0) != told[name]]
    if wrong:
        raise SystemExit(f"These tables are not whole: {', '.join(wrong)}.")
    sys.stdout.write(f"{target}: {sum(told.values())} rows of {len(told)} tables\n")


def manifest(source: str) -> dict[str, Any]:
    with ZipFile(source) as archive:
        return json.loads(archive.read("manifest.json"))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(sys.argv[1], sys.argv[2])
