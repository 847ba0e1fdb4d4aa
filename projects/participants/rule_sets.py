"""Parameters that differ between EU budget periods, read from versioned files with their source."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from projects.participants.scopes import Scope, scope

FOLDER = Path(__file__).parent / "rule_sets"
PARAMETERS = ("long_term_months", "working_age", "result_window_days", "efficiency_months")


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a parameter comes from, and who confirmed it; checked_by is empty until someone did."""

    source: str
    checked_by: str


@dataclass(frozen=True, kw_only=True)
class LongTermStep:
    """Long-term means more than so many months without work, for people under an age or for all."""

    under_age: int | None
    more_than_months: int


@dataclass(frozen=True, kw_only=True, eq=False)
class RuleSet:
    """The parameters of one period and its data scope; the files keep the source of each.

    Each is made once (`rule_set`) and equals itself alone: what is found out by one is kept by it.
    """

    code: str
    name: str
    long_term_months: tuple[LongTermStep, ...]
    working_age: int
    result_window_days: int
    efficiency_months: int
    origins: Mapping[str, Origin]
    scope: Scope

    def long_term_after_months(self, *, age: int) -> int:
        """Months without work after which unemployment is long-term at this age."""
        for step in self.long_term_months:
            if step.under_age is None or age < step.under_age:
                return step.more_than_months
        raise LookupError(f"{self.code} has no long-term threshold for the age of {age}")


def codes() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.json"))


@cache
def rule_set(code: str) -> RuleSet:
    """Read one rule set by its code, 'P2014' or 'P2021'; raises LookupError for another."""
    if code not in codes():
        raise LookupError(f"no rule set {code!r}; there are {', '.join(codes())}")
    return _built(json.loads((FOLDER / f"{code}.json").read_text(encoding="utf-8")))


def _built(written: dict[str, Any]) -> RuleSet:
    return RuleSet(
        code=written["code"],
        name=written["name"],
        long_term_months=tuple(
            LongTermStep(**step) for step in written["long_term_months"]["value"]
        ),
        working_age=written["working_age"]["value"],
        result_window_days=written["result_window_days"]["value"],
        efficiency_months=written["efficiency_months"]["value"],
        scope=scope(written["code"]),
        origins=MappingProxyType(
            {
                name: Origin(source=written[name]["source"], checked_by=written[name]["checked_by"])
                for name in PARAMETERS
            }
        ),
    )
