"""`python -m tests.benchmarks.leaving [UNIT ...]`: what it takes to export whole units of the demonstration.

The first one is exported once more with 300,000 rows more in one table, which are deleted again: time grows
with the rows, memory does not.

Reads the demonstration in `SZANSA_DATA_DIR`; each unit is exported in a process of its own by the product's
command, to a file that is deleted again. Prints rows, files, sizes, seconds, and the most memory that the
process held before and at the end.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZipFile

ROOT = Path(__file__).parents[2]
UNITS = ("kartuzy", "powiat-kartuski", "gdansk")
MORE = 300_000
MADE_UP = "measured"
HEAD = ("unit", "rows", "files", "unpacked, MB", "archive, MB", "seconds", "rows/s", "memory, MB")


def main(units: list[str]) -> int:
    sys.stdout.write(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}\n")
    units = units or list(UNITS)
    for unit, more in [*((unit, 0) for unit in units), (units[0], MORE)]:
        told = _apart(unit, more)
        before, after = told["memory"]
        cells = (
            f"{unit} + {more:,}" if more else unit,
            f"{told['rows']:,}",
            f"{told['files']:,}",
            f"{told['unpacked'] / 1e6:.1f}",
            f"{told['packed'] / 1e6:.1f}",
            f"{told['seconds']:.1f}",
            f"{told['rows'] / told['seconds']:,.0f}",
            f"{before:.0f} → {after:.0f}",
        )
        sys.stdout.write(f"| {' | '.join(cells)} |\n")
    return 0


def _apart(unit: str, more: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.leaving", "--one", unit, str(more)]
    paths = os.pathsep.join([str(ROOT), str(ROOT / "platform")])
    variables = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": paths}
    done = subprocess.run(command, check=True, capture_output=True, env=variables, cwd=ROOT)
    return json.loads(done.stdout.splitlines()[-1])


def one(unit: str, more: int) -> dict[str, Any]:
    """Export a unit here; memory is the most of this process, in MB."""
    import django

    django.setup()
    from django.core.management import call_command

    with _more_rows(unit.replace("-", "_"), more), tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "unit.zip"
        before, began = _memory(), time.monotonic()
        call_command("export_tenant", unit, to=file, reason="measured", stdout=sys.stderr)
        seconds = time.monotonic() - began
        with ZipFile(file) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            unpacked = sum(part.file_size for part in archive.infolist())
        return {
            "rows": manifest["rows"],
            "files": manifest["files"]["count"],
            "unpacked": unpacked,
            "packed": file.stat().st_size,
            "seconds": seconds,
            "memory": (before, _memory()),
        }


@contextmanager
def _more_rows(schema: str, count: int) -> Iterator[None]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {schema}.tombstone (kind, record_id, parent_id, removed_at) SELECT %s,"
            " gen_random_uuid(), gen_random_uuid(), now() FROM generate_series(1, %s)",
            [MADE_UP, count],
        )
        try:
            yield
        finally:
            cursor.execute(f"DELETE FROM {schema}.tombstone WHERE kind = %s", [MADE_UP])


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        sys.stdout.write(json.dumps(one(sys.argv[2], int(sys.argv[3]))) + "\n")
    else:
        sys.exit(main(sys.argv[1:]))
