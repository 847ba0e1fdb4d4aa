"""A definition as the readings need it: its rule, and which participations its version judges."""

from dataclasses import dataclass
from datetime import date

from indicators.language import nodes


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One version of a definition.

    It judges participations of its rule set ("" means any) that would count on a day from `since`
    (included) until `until` (excluded); `counts_on` is the column of that day.
    """

    key: int | str
    tree: nodes.Branch
    counts_on: str
    rule_set: str = ""
    since: date | None = None
    until: date | None = None
