"""The run: invents releases, protects each in several ways, attacks all of them, and judges.

It needs no database: two processes share the releases.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

from dashboards import disclosure
from dashboards.disclosure import Figure
from tests.benchmarks import server
from tests.dashboards import attackers, releases
from tests.dashboards.releases import Counts, Key

DAYS = 5
Figures = Mapping[Key, Figure]

FEW = "few hidden, nothing else"
SUMS = "and what sums give, participations alone"
ALL = "and judged by the solver, with people"
NAIVE = "day by day, each alone"
FOLLOWING = "day by day, each after the one before"
ROUNDED = "public: few hidden, rounded to five"
PUBLIC = "public: and judged by the solver"
# What is published, and so must give nothing away.
GATED = (ALL, FOLLOWING, PUBLIC)


def main(arguments: Sequence[str]) -> int:
    """Return 0 if nothing is found in what is published, else 1."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.disclosure", description=__doc__
    )
    parser.add_argument("--releases", type=int, default=10_000, help="how many are attacked")
    parser.add_argument("--processes", type=int, default=2, help="how many share the work")
    asked = parser.parse_args(arguments)
    # A third alone, a third as sequences of days, a third for the public.
    each = -(-asked.releases // 3)
    work = [(attack_one, seed) for seed in range(each)]
    work += [(attack_days, seed) for seed in range(-(-each // DAYS))]
    work += [(attack_public, seed) for seed in range(each)]
    started, found = time.perf_counter(), Counter[tuple[str, str]]()
    with ProcessPoolExecutor(asked.processes) as processes:
        for counted in processes.map(_done, work, chunksize=20):
            found += counted
    server.write("", *_table(found), "", f"{time.perf_counter() - started:.0f} seconds")
    return int(any(found[defence, "found"] for defence in GATED))


def _done(work: tuple[Callable[[int], Counter], int]) -> Counter:
    attack, seed = work
    return attack(seed)


def attack_one(seed: int) -> Counter:
    """One release, protected in three ways."""
    counts = releases.counted(releases.world(seed))
    told = {
        FEW: attackers.released_with_few_hidden_only(counts),
        SUMS: _protected_by_sums(counts),
        ALL: attackers.released(counts),
    }
    result: Counter = Counter()
    for defence, figures in told.items():
        found = len(attackers.found(counts, figures))
        _add(result, defence, _hidden(figures), found, len(counts))
    return result


def _protected_by_sums(counts: Counts) -> Figures:
    """As if people were no second count: those whose people are few are hidden, and sums looked at."""
    participations = {key: n for key, n in counts.items() if key[1] == releases.PARTICIPATIONS}
    few = {place for place, _kind in releases.sensitive(counts)}
    lines = [line for line in releases.lines(counts) if line.total in participations]
    hidden = disclosure.protect(
        participations, lines, sensitive={key for key in participations if key[0] in few}
    )
    places = {place for place, _kind in hidden}
    return disclosure.released(counts, {key for key in counts if key[0] in places})


def attack_days(seed: int) -> Counter:
    """Successive releases: hidden numbers, and people who came since, that subtraction gives."""
    result: Counter = Counter()
    for defence, follows in ((NAIVE, False), (FOLLOWING, True)):
        for day in attackers.days(seed, length=DAYS, follows=follows):
            found = {*attackers.small_differences(day), *attackers.found_where_all_is_over(day)}
            if follows:
                found |= set(attackers.found_between(day))
            _add(result, defence, _hidden(day.figures), len(found), len(day.counts))
    return result


def attack_public(seed: int) -> Counter:
    """One edition for the public, where the attacker knows which hidden figures are small."""
    counts = releases.counted(releases.world(seed, most_people=400))
    lines, limits = releases.lines(counts), releases.at_most(counts)
    special = releases.sensitive(counts)
    judged = disclosure.public(
        counts, lines, sensitive=special, at_most=limits, together=releases.together(counts)
    ).figures
    marked = {key for key, n in counts.items() if 1 <= n < 8} | special
    places = {place for place, _kind in marked}
    only_rounded = {
        key: Figure.hidden() if key[0] in places else Figure.of(disclosure.rounded(count))
        for key, count in counts.items()
    }
    result: Counter = Counter()
    small = {key for key, count in counts.items() if 1 <= count < 8}
    for defence, figures in ((ROUNDED, only_rounded), (PUBLIC, judged)):
        known = disclosure.of_public(figures, small=small)
        found = disclosure.recovered(known, lines, at_most=limits, asked=small)
        _add(result, defence, _hidden(figures), len(found), len(counts))
    return result


def _hidden(figures: Figures) -> int:
    return sum(not figure.is_shown for figure in figures.values())


def _add(result: Counter, defence: str, hidden: int, found: int, cells: int) -> None:
    result.update(
        {
            (defence, "releases"): 1,
            (defence, "cells"): cells,
            (defence, "hidden"): hidden,
            (defence, "found"): found,
            (defence, "broken"): bool(found),
        }
    )


def _table(found: Counter) -> list[str]:
    rows = ["| defence | releases | cells | hidden | found | releases with something found |"]
    rows.append("|---|---|---|---|---|---|")
    for defence in (FEW, SUMS, ALL, NAIVE, FOLLOWING, ROUNDED, PUBLIC):
        told = {name: found[defence, name] for name in ("releases", "cells", "hidden", "broken")}
        share = found[defence, "found"] / max(1, told["hidden"])
        rows.append(
            f"| {defence} | {told['releases']} | {told['cells']} |"
            f" {told['hidden'] / max(1, told['cells']):.1%} | {found[defence, 'found']}"
            f" ({share:.1%} of hidden) | {told['broken'] / max(1, told['releases']):.1%} |"
        )
    return rows
