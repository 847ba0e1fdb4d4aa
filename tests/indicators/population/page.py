"""What docs/worked-population.md says: its people, and what everything must come to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "worked-population.md"
NOBODY_ASKED = "—"
OUTCOME = re.compile(r"([A-Z_]+) (\d{4}-\d{2}-\d{2}) \((-?\d+)\)")

Row = dict[str, str]


@dataclass(frozen=True)
class Seen:
    """An outcome with the day it was observed, as many days after leaving."""

    kind: str
    day: date
    days_after: int


@dataclass(frozen=True)
class Counts:
    """Participations and people, each as (women, men, total)."""

    participations: tuple[int, int, int]
    people: tuple[int, int, int]


@cache
def table(heading: str) -> list[Row]:
    """The table under a heading: one dict for each row, by the column's name."""
    text = PAGE.read_text(encoding="utf-8")
    section = text.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    header, _line, *rows = [_cells(line) for line in section.splitlines() if line.startswith("|")]
    return [dict(zip(header, row, strict=True)) for row in rows]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def participations() -> list[Row]:
    """Who takes part in what, with the state at the start and what came of it, in one row each."""
    after = {row["no"]: row for row in table("What was given, and what came of it")}
    return [row | after[row["no"]] for row in table("State at the start")]


def seen(text: str) -> list[Seen]:
    return [
        Seen(kind, date.fromisoformat(day), int(days)) for kind, day, days in OUTCOME.findall(text)
    ]


def listed(text: str) -> list[str]:
    """The words between commas; a dash is none."""
    return [] if text == NOBODY_ASKED else text.split(", ")


def numbers(text: str) -> set[str]:
    """'1–3, 7' as the numbers of participations."""
    return set(_numbers(text))


def _numbers(text: str) -> Iterator[str]:
    for part in listed(text):
        first, _, last = part.partition("–")
        yield from map(str, range(int(first), int(last or first) + 1))


def hits() -> dict[str, set[str]]:
    """By participation, the codes of the indicators it counts for."""
    return {row["no"]: set(listed(row["counts for"])) for row in table("Who counts for what")}


def counts(row: Row) -> Counts:
    """The last six columns of a table of counts."""
    figures = [int(value) for value in list(row.values())[-6:]]
    return Counts((figures[0], figures[1], figures[2]), (figures[3], figures[4], figures[5]))
