"""The run: each way in a process of its own and a tenant of its own, in turns, and judged."""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

from django.core.management import call_command

from core import keys, tenancy
from core.ledger.models import Member
from core.tenancy import Role
from projects.agreements.models import Project
from tests import make
from tests.benchmarks import report, server
from tests.benchmarks.alone import Measured, alone, middle, timed
from tests.benchmarks.importing import another, limit, ours, peers, people

ROWS, ROUNDS = 100_000, 1
# Slow ways get fewer rows and are told per row.
OURS, ALONE, NAIVE, GOOD, LIMIT, MEND = "ours", "alone", "naive", "good", "limit", "mend"
SHARE = {OURS: 1, ALONE: 5, GOOD: 5, NAIVE: 50}
TITLES = {
    OURS: "ours, two workers: read, checked, looked at, entered",
    ALONE: "ours, one worker",
    GOOD: "openpyxl, DRF many, bulk_create",
    NAIVE: "openpyxl, DRF by row, ORM by row",
    LIMIT: "COPY of ready rows",
}
MENDED_ROWS, MENDED_TIMES = 5_000, 15
LEAST = {NAIVE: 30, GOOD: 6}
MOST_MEGABYTES, MOST_MS = 512, 200


def main(arguments: Sequence[str]) -> int:
    """Return 0 if every promise is kept, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.importing")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", choices=[*TITLES, MEND], help="one alone, to look into")
    asked = parser.parse_args(arguments)
    keys.make(*keys.files(), trial=True)
    call_command("prepare_database", verbosity=0)
    found: dict[str, list[Measured]] = defaultdict(list)
    for turn in range(asked.rounds):
        for name in TITLES:
            if asked.only in (None, name):
                rows = asked.rows // SHARE.get(name, 1)
                found[name].append(alone(partial(_measured, name, turn, rows)))
                server.say(
                    f"{name}: {found[name][-1].each:.2f} ms of work a row, {1000 * found[name][-1].clock / rows:.2f} by the clock"
                )
    mended = alone(_mended) if asked.only in (None, MEND) else 0.0
    medians = {name: middle(some) for name, some in found.items()}
    version = alone(partial(server.answer, "show server_version"))
    server.write("", report.machine(database=version), "", *_table(medians, mended), "")
    missed = [] if asked.only else _missed(medians, mended)
    server.write(*(f"missed: {each}" for each in missed))
    return int(bool(missed))


def _measured(name: str, turn: int, rows: int) -> Measured:
    slug = f"{name}{turn}"
    if name == LIMIT:
        return _limit(turn, rows)
    content = alone(partial(people.workbook, rows))
    ways = {ALONE: ours.enter, GOOD: peers.good, NAIVE: peers.naive}
    if name == OURS:
        return _by_two(slug, rows, content)
    with _inside(slug) as (project, anna):
        return timed(rows, partial(ways[name], project, content, anna))


def _by_two(slug: str, rows: int, content: bytes) -> Measured:
    with another.worker() as other, _inside(slug) as (project, anna):
        found = timed(rows, partial(ours.enter, project, content, anna, other=other))
    return found._replace(work=found.work + other.work)


def _limit(turn: int, rows: int) -> Measured:
    into = make.open_tenant(f"{LIMIT}{turn}")
    copy = limit.prepared(make.tenant(f"{OURS}{turn}"), into)
    return timed(rows, copy)


def _mended() -> float:
    content = alone(partial(people.workbook, MENDED_ROWS))
    with _inside(MEND) as (project, anna):
        return ours.mend(project, content, anna, times=MENDED_TIMES)


@contextmanager
def _inside(slug: str) -> Iterator[tuple[Project, Member]]:
    """A tenant of its own, with a project and somebody who works in it."""
    tenant = make.open_tenant(slug)
    with tenancy.acting_as(Role.WEB):
        account = make.account(f"{slug}@example.org", "Anna Lis", tenant, "coordinator")
    with tenancy.inside(tenant):
        anna = Member.objects.get(account_id=account.pk)
        yield make.project(by=anna), anna


def _table(found: Mapping[str, Measured], mended: float) -> list[str]:
    lines = [
        "| way | rows | entered | seconds | of work | ms of work a row | MB | ours is faster |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, one in found.items():
        times = f"{_slower(one, found[OURS]):.1f}" if OURS in found else "-"
        lines.append(
            f"| {TITLES[name]} | {one.rows:,} | {one.entered:,} | {one.clock:.1f} | {one.work:.1f} |"
            f" {one.each:.3f} | {one.megabytes} | {times} |"
        )
        lines += [
            f"| … {stage} | | | {seconds:.1f} | | | | |" for stage, seconds in one.stages.items()
        ]
    if mended:
        lines += ["", f"Mending one row of {MENDED_ROWS:,}: {mended:.0f} ms, the median."]
    return lines


def _slower(one: Measured, mine: Measured) -> float:
    """How many times as long a row takes, by the clock: two workers are there to end sooner."""
    return (one.clock / one.rows) / (mine.clock / mine.rows)


def _missed(found: Mapping[str, Measured], mended: float) -> list[str]:
    """A sentence for every promise that is not kept."""
    mine = found[OURS]
    slow = [
        f"{TITLES[name]} takes {_slower(found[name], mine):.1f} times as long, not {least}"
        for name, least in LEAST.items()
        if _slower(found[name], mine) < least
    ]
    if mine.megabytes > MOST_MEGABYTES:
        slow.append(f"{mine.megabytes} MB, not {MOST_MEGABYTES}")
    if mended > MOST_MS:
        slow.append(f"mending a row takes {mended:.0f} ms, not {MOST_MS}")
    # One row in twenty is wrong, and all three have to find the same.
    wrong = {name: found[name].entered / found[name].rows for name in SHARE}
    if len({round(share, 3) for share in wrong.values()}) > 1:
        slow.append(f"they do not refuse the same rows: {wrong}")
    return slow
