"""The run: one unit with many participants; each way in a process of its own, in turns, and judged."""

import argparse
from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.utils import translation

from core import keys, tenancy
from core.ledger.models import Member
from core.tenancy import Role
from tests import make
from tests.benchmarks import entering, report, server
from tests.benchmarks.alone import Measured, alone, middle, timed
from tests.benchmarks.exporting import ways
from tests.benchmarks.population import Population, invent

ROWS, ROUNDS = 100_000, 3
# Everybody once: whoever took part before is a row of another project.
DRAWN = 1.35
SLUG = "alfa"
TITLES = {
    "ours": "ours",
    "openpyxl": "ORM iterator, openpyxl write-only",
    "xlsxwriter": "ORM iterator, xlsxwriter in constant memory",
}
LEAST = {"openpyxl": 15, "xlsxwriter": 8}
MOST_MEGABYTES = 256


def main(arguments: list[str]) -> int:
    """Return 0 if every promise is kept, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.exporting")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args(arguments)
    keys.make(*keys.files(), trial=True)
    call_command("prepare_database", verbosity=0)
    alone(partial(_populate, asked.rows))
    alone(server.settle)
    server.say(f"{asked.rows:,} participants made")
    found: dict[str, list[Measured]] = defaultdict(list)
    with TemporaryDirectory() as folder:
        for _round in range(asked.rounds):
            for name in ways.WAYS:
                path = Path(folder) / f"{name}.xlsx"
                found[name].append(alone(partial(_measured, name, path, asked.rows)))
                server.say(f"{name}: {found[name][-1].each:.3f} ms of work a row")
    version = alone(partial(server.answer, "show server_version"))
    medians = {name: middle(some) for name, some in found.items()}
    server.write("", report.machine(database=version), "", *_table(medians), "")
    missed = _missed(medians)
    server.write(*(f"missed: {each}" for each in missed))
    return int(bool(missed))


def _populate(count: int) -> None:
    tenant = make.open_tenant(SLUG)
    with tenancy.acting_as(Role.WEB):
        make.account("anna@example.org", "Anna Lis", tenant, "coordinator")
    drawn = invent(round(count * DRAWN))
    once = {stay.person: stay for stay in reversed(drawn.stays)}
    rows = [(0, stay) for stay in islice(once.values(), count)]
    assert len(rows) == count, "too few were drawn"
    entering.enter(tenant, rows, Population(drawn.people, drawn.stays))


def _measured(name: str, path: Path, rows: int) -> Measured:
    with tenancy.inside(make.tenant(SLUG)), translation.override("pl"):
        anna = Member.objects.get(display_name="Anna Lis")
        found = timed(rows, partial(ways.WAYS[name], path, anna))
    assert found.entered == rows, found
    return found


def _table(found: Mapping[str, Measured]) -> list[str]:
    lines = [
        "| way | seconds | of work | rows/s of work | MB | ours is faster |",
        "|---|---|---|---|---|---|",
    ]
    for name, one in found.items():
        lines.append(
            f"| {TITLES[name]} | {one.clock:.1f} | {one.work:.1f} | {one.rows / one.work:,.0f} |"
            f" {one.megabytes} | {one.work / found['ours'].work:.1f} |"
        )
    return lines


def _missed(found: Mapping[str, Measured]) -> list[str]:
    """A sentence for every promise that is not kept."""
    mine = found["ours"]
    slow = [
        f"{TITLES[name]} takes {found[name].work / mine.work:.1f} times as long, not {least}"
        for name, least in LEAST.items()
        if found[name].work < least * mine.work
    ]
    if mine.megabytes > MOST_MEGABYTES:
        slow.append(f"{mine.megabytes} MB, not {MOST_MEGABYTES}")
    return slow
