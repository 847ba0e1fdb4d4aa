"""The branches a rule is made of, and the path that names each of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

SHORTEST_MONTH, LONGEST_MONTH = 28, 31


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
class Span:
    """A distance from a day: so many days, or months of the calendar."""

    count: int
    unit: str  # "days" or "months"

    @property
    def fewest_days(self) -> int:
        return self.count * (SHORTEST_MONTH if self.unit == "months" else 1)

    @property
    def most_days(self) -> int:
        return self.count * (LONGEST_MONTH if self.unit == "months" else 1)


@dataclass(frozen=True)
class Window:
    """Days around the start or the exit, both ends included; day 0 is that day itself.

    An absent end is open: without `first` a day before the start or the exit is inside, too.
    """

    after: str  # "start" or "exit"
    first: Span | None
    last: Span | None


@dataclass(frozen=True)
class Within:
    """A day of the participation in a window of another one."""

    field: str
    window: Window


@dataclass(frozen=True)
class Observed:
    """An outcome seen in a window; its last day is always known, or nothing could ever be lost."""

    outcome: str
    window: Window

    @property
    def last_day(self) -> int:
        """The end of the window in days; of one in months, the most days they can have."""
        return self.window.last.most_days if self.window.last else 0


Branch = AllOf | AnyOf | Not | Is | In | Compared | Between | Within | Known | Observed
Question = Is | In | Compared | Between | Within | Known


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
