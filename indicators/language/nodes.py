"""The branches a rule is made of, and the path that names each of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class AllOf:
    branches: tuple["Branch", ...]


@dataclass(frozen=True)
class AnyOf:
    branches: tuple["Branch", ...]


@dataclass(frozen=True)
class Not:
    branch: "Branch"


@dataclass(frozen=True)
class Is:
    field: str
    value: str | int | bool


@dataclass(frozen=True)
class In:
    field: str
    values: tuple[str | int, ...]


@dataclass(frozen=True)
class Compared:
    field: str
    comparison: str
    number: int


@dataclass(frozen=True)
class Between:
    """A day in a period, both ends included; an absent end is open."""

    field: str
    first: date | None
    last: date | None


@dataclass(frozen=True)
class Known:
    field: str


@dataclass(frozen=True)
class Observed:
    """An outcome seen in a window of days, both ends included; day 0 is the day of leaving."""

    outcome: str
    first_day: int | None
    last_day: int


Branch = AllOf | AnyOf | Not | Is | In | Compared | Between | Known | Observed


def joined(path: str, step: str) -> str:
    return f"{path}.{step}" if path else step


def inside(branch: Branch, path: str = "") -> Iterator[tuple[str, Branch]]:
    """Give the branches directly inside this one, each with its path."""
    match branch:
        case AllOf(branches):
            yield from (
                (joined(path, f"all[{place}]"), inner) for place, inner in enumerate(branches)
            )
        case AnyOf(branches):
            yield from (
                (joined(path, f"any[{place}]"), inner) for place, inner in enumerate(branches)
            )
        case Not(inner):
            yield joined(path, "not"), inner


def walk(branch: Branch, path: str = "") -> Iterator[tuple[str, Branch]]:
    """Give every branch of the tree with its path, the root first."""
    yield path, branch
    for where, inner in inside(branch, path):
        yield from walk(inner, where)
