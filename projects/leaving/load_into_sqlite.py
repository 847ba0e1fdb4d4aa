"""Loads a whole-unit export of Szansa into an SQLite database. Needs Python 3.11 and nothing else.

    python3 load_into_sqlite.py . unit.sqlite            in the folder of the unpacked export
    python3 load_into_sqlite.py export.zip unit.sqlite   without unpacking it

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
from zipfile import Path as PathInZip

# An unpacked export is read as one that is packed.
Root = Path | PathInZip
SUMS = "SHA256SUMS"
TYPES = {"integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def parts(root: Root) -> Iterator[tuple[str, str]]:
    """The path and the checksum of everything that was exported."""
    for line in (root / SUMS).read_text(encoding="utf-8").splitlines():
        digest, path = line.split("  ", 1)
        yield path, digest


def check(root: Root) -> None:
    """Refuse an archive of which any part is not what was written."""
    for path, digest in parts(root):
        if not (root / path).is_file():
            raise SystemExit(f"{path} was exported and is not here.")
        found = hashlib.sha256()
        with (root / path).open("rb") as part:
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


def rows(root: Root, table: dict[str, Any]) -> Iterator[list[Any]]:
    with (root / table["jsonl"]).open("rb") as lines:
        for line in lines:
            yield [plain(value) for value in json.loads(line).values()]


def plain(value: Any) -> Any:
    nested = isinstance(value, list | dict)
    return json.dumps(value, ensure_ascii=False) if nested else value


def files(root: Root) -> Iterator[tuple[str, bytes]]:
    for path, _digest in parts(root):
        if path.startswith("files/"):
            yield path, (root / path).read_bytes()


def told(root: Root, name: str) -> dict[str, Any]:
    """What a part in JSON says."""
    return json.loads((root / name).read_text(encoding="utf-8"))


def load(root: Root, database: sqlite3.Connection) -> dict[str, int]:
    """Make every table and fill it; how many rows each has."""
    counts = {}
    for table in told(root, "schema.json")["tables"]:
        database.execute(statement(table))
        marks = ", ".join("?" * len(table["columns"]))
        insert = f"INSERT INTO {quoted(table['name'])} VALUES ({marks})"  # noqa: S608
        counts[table["name"]] = max(database.executemany(insert, rows(root, table)).rowcount, 0)
    database.execute("CREATE TABLE exported_file (path TEXT PRIMARY KEY, content BLOB)")
    database.executemany("INSERT INTO exported_file VALUES (?, ?)", files(root))
    database.commit()
    return counts


def main(source: str, target: str) -> None:
    if Path(target).exists():
        raise SystemExit(f"{target} is there already. Nothing is overwritten: name another.")
    root: Root = Path(source) if Path(source).is_dir() else PathInZip(source)
    check(root)
    database = sqlite3.connect(target)
    counts = load(root, database)
    database.close()
    written = {each["name"]: each["rows"] for each in told(root, "manifest.json")["tables"]}
    if wrong := [name for name, count in counts.items() if count != written[name]]:
        raise SystemExit(f"These tables are not whole: {', '.join(wrong)}.")
    sys.stdout.write(f"{target}: {sum(counts.values())} rows of {len(counts)} tables\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(sys.argv[1], sys.argv[2])
