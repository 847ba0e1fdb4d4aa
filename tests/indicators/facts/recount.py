"""Every count once more, in plain Python: slow, obvious, and apart from the statements of publishing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from indicators.definitions.queries import Published
from indicators.language import as_python

BREAKDOWNS = [
    (),
    ("sex",),
    *[("disability",), ("sex", "disability")],
    *[("age_band",), ("sex", "age_band")],
    *[("labour_status",), ("sex", "labour_status")],
    *[("education",), ("sex", "education")],
]
# By the length of a period's name: months know sex, quarters disability too, years everything.
TRAITS_OF = {7: {"sex"}, 6: {"sex", "disability"}}
TRAITS = ("sex", "disability", "age_band", "labour_status", "education")


@dataclass(frozen=True)
class Counted:
    """A participation that counts for an indicator on a day, wherever it stands."""

    tenant: int
    unit: str
    project: Any
    person: Any
    code: str
    day: date
    started_on: date
    participation: Any
    traits: tuple[str, ...]


class Key(NamedTuple):
    scope: tuple[Any, ...]
    code: str
    period: str
    traits: tuple[str, ...]


def hits(rows: Iterable[dict[str, Any]], definitions: Iterable[Published]) -> Iterator[Counted]:
    """Judge every row, given by the columns of a fact, by every version of every definition."""
    known = list(definitions)
    for row in rows:
        for one in known:
            day = row[one.definition.counts_on]
            asked = one.definition.rule_set in ("", row["rule_set"])
            if not (asked and day and one.judges(day)):
                continue
            if as_python.verdict(one.rule, row).holds:
                yield _counted(row, one.definition.code, day)


def _counted(row: dict[str, Any], code: str, day: date) -> Counted:
    return Counted(
        row["tenant_id"],
        row["unit_code"],
        row["project_id"],
        row["person"],
        code,
        day,
        row["started_on"],
        row["participation_id"],
        (row["sex"], row["disability"], _age_band(row), row["labour_status"], _education(row)),
    )


def _age_band(row: dict[str, Any]) -> str:
    borders = [(18, "U18"), (30, "18-29"), (55, "30-54"), (200, "55+")]
    return next(name for above, name in borders if row["age"] < above)


def _education(row: dict[str, Any]) -> str:
    if row["isced"] is None:
        return "UNKNOWN"
    return {0: "LOW", 1: "LOW", 2: "LOW", 3: "MIDDLE", 4: "MIDDLE"}.get(row["isced"], "HIGH")


def cells(
    found: Iterable[Counted], scopes: Any, *, finest: Any = lambda _scope: True
) -> dict[Key, tuple[int, int]]:
    """Participations and people by scope, indicator, period and breakdown; nobody has no cell."""
    participations: Counter[Key] = Counter()
    people: Counter[Key] = Counter()
    groups: dict[tuple[Any, ...], list[Counted]] = defaultdict(list)
    for hit in found:
        for scope in scopes(hit):
            for period in _periods(hit.day):
                groups[scope, hit.code, period].append(hit)
    for (scope, code, period), members in groups.items():
        for hit in members:
            participations.update(_keys(scope, code, period, hit))
        for hit in _firsts(members):
            people.update(_keys(scope, code, period, hit))
    return {
        key: (count, people[key]) for key, count in participations.items() if finest(key) and count
    }


def _periods(day: date) -> list[str]:
    quarter = (day.month + 2) // 3
    return ["ALL", f"{day.year}", f"{day.year}Q{quarter}", f"{day:%Y-%m}"]


def _firsts(members: list[Counted]) -> Iterator[Counted]:
    ordered = sorted(members, key=lambda hit: str(hit.person))
    for _person, own in groupby(ordered, key=lambda hit: str(hit.person)):
        yield min(own, key=lambda hit: (hit.day, hit.started_on, hit.participation.bytes))


def _keys(scope: Any, code: str, period: str, hit: Counted) -> Iterator[Key]:
    by_name = dict(zip(TRAITS, hit.traits, strict=True))
    for asked in BREAKDOWNS:
        if set(asked) - TRAITS_OF.get(len(period), set(TRAITS)):
            continue
        yield Key(scope, code, period, tuple(by_name[t] if t in asked else "" for t in TRAITS))
