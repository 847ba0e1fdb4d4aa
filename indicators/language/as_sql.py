"""The reading of a rule as SQL: conditions on `facts.participation p`, with every value bound.

Identifiers come from the closed list of fields alone; a rule contributes nothing but parameters.
"""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from indicators.language import fields, nodes
from indicators.language.counted import Counted
from indicators.language.fields import Kind

__all__ = [
    "Counted",
    "Statement",
    "condition",
    "counting_day",
    "day_after",
    "hits_of",
    "hits_statement",
    "is_hit",
    "judged",
    "key_type",
    "source",
    "stacked",
    "united",
]

Statement = tuple[str, list[object]]

_OPERATORS = {"at_least": ">=", "at_most": "<=", "less_than": "<", "more_than": ">"}

# One arm per definition: measured as fast as six statements written by hand, and four times faster
# than one pass with a lateral list of values.
_ARM = "select p.id, %s::{key} as key, p.{day} as counted_on from {source} p\nwhere {hit}"
# A number fits into a column of text as well, and a text not into one of numbers.
_NO_ARM = "select p.id, null::integer as key, null::date as counted_on from {source} p where false"
_CHOSEN = """with chosen as materialized (
  select * from facts.participation p where p.id = any(%s)
)
"""


def condition(tree: nodes.Branch) -> Statement:
    """Return a condition that is never unknown, and its parameters."""
    sql, params = _condition(tree)
    return f"({sql}) is true", params


def hits_of(definitions: Sequence[Counted], *, of: str) -> Statement:
    """The same SELECT of (id, key, counted_on), over rows that the caller names `of`.

    The name is the caller's own, a table or a part of a statement, and never typed by anybody.
    """
    return stacked([_arm(definition, of) for definition in definitions], _NO_ARM, of)


def hits_statement(
    definitions: Sequence[Counted], *, ids: Sequence[object] | None = None
) -> Statement:
    """Return one SELECT of (id, key, counted_on) for all definitions at once.

    With `ids`, only of those participations; no definitions give a statement without rows.
    """
    return united([_arm(definition, source(ids)) for definition in definitions], _NO_ARM, ids)


def source(ids: Sequence[object] | None) -> str:
    return "facts.participation" if ids is None else "chosen"


def united(arms: Sequence[Statement], no_arm: str, ids: Sequence[object] | None) -> Statement:
    """All arms as one statement, of the chosen participations alone when there are `ids`."""
    sql, params = stacked(arms, no_arm, source(ids))
    return (sql, params) if ids is None else (_CHOSEN + sql, [list(ids), *params])


def stacked(arms: Sequence[Statement], no_arm: str, source: str) -> Statement:
    """All arms as one SELECT; without any, one that has no rows."""
    sql = "\nunion all\n".join(arm for arm, _ in arms) or no_arm.format(source=source)
    return sql, [param for _, arm_params in arms for param in arm_params]


def _arm(definition: Counted, source: str) -> Statement:
    hit, params = is_hit(definition)
    day, key = counting_day(definition), key_type(definition.key)
    return _ARM.format(key=key, day=day, source=source, hit=hit), [definition.key, *params]


def key_type(key: int | str) -> str:
    return "text" if isinstance(key, str) else "integer"


def counting_day(definition: Counted) -> str:
    """The column of the day, which is one of the list or none at all."""
    if definition.counts_on not in fields.COUNTING_DAYS:
        raise KeyError(definition.counts_on)
    return definition.counts_on


def is_hit(definition: Counted) -> Statement:
    """Whether a version judges a participation, and its rule holds."""
    holds, params = _condition(definition.tree)
    judges, bounds = judged(definition)
    return f"({holds}) and p.{counting_day(definition)} is not null and {judges}", params + bounds


def judged(definition: Counted) -> Statement:
    """Whether a version judges a participation; one without its day yet, any version may."""
    day = f"p.{counting_day(definition)}"
    asked = [
        ("p.rule_set = %s", definition.rule_set or None),
        (f"{day} >= %s", definition.since),
        (f"{day} < %s", definition.until),
    ]
    wanted = [(sql, value) for sql, value in asked if value is not None]
    return " and ".join(sql for sql, _ in wanted) or "true", [value for _, value in wanted]


def _condition(branch: nodes.Branch) -> Statement:
    match branch:
        case nodes.AllOf(branches):
            return _group(" and ", branches)
        case nodes.AnyOf(branches):
            return _group(" or ", branches)
        case nodes.Not(inner):
            # "is not true" holds for false and for unknown, as `not` does in Python.
            sql, params = _condition(inner)
            return f"({sql}) is not true", params
        case nodes.Observed(outcome, window):
            return _in_window(f"p.{fields.OUTCOMES[outcome].column}", window)
        case _:
            return _question(branch, fields.FIELDS[branch.field])


def _group(word: str, branches: tuple[nodes.Branch, ...]) -> Statement:
    conditions = [_condition(branch) for branch in branches]
    joined = word.join(f"({sql})" for sql, _ in conditions)
    return joined, [param for _, params in conditions for param in params]


def _in_window(column: str, window: nodes.Window) -> Statement:
    anchor = f"p.{fields.ANCHORS[window.after]}"
    ends = [(">=", window.first), ("<=", window.last)]
    limits = [(sign, *day_after(anchor, span)) for sign, span in ends if span]
    sql = " and ".join(f"{column} {sign} {day}" for sign, day, _ in limits)
    return sql, [param for *_, params in limits for param in params]


def day_after(column: str, span: nodes.Span) -> Statement:
    """The day so far from the day of a column; months end as `core.civil_days` ends them."""
    if span.unit == "months":
        return f"({column} + make_interval(months => %s))::date", [span.count]
    return f"{column} + %s", [span.count]


def _question(branch: nodes.Question, field: fields.Field) -> Statement:
    column = f"p.{field.name}"
    statement: Statement
    match branch:
        case nodes.Is(_, value):
            statement = f"{column} = %s", [value]
        case nodes.In(_, values):
            statement = f"{column} = any(%s)", [list(values)]
        case nodes.Compared(_, comparison, number):
            statement = f"{column} {_OPERATORS[comparison]} %s", [number]
        case nodes.Between(_, first, last):
            statement = _between(column, first, last)
        case nodes.Within(_, window):
            statement = _in_window(column, window)
        case nodes.Known():
            statement = _is_known(column, field.kind)
        case _:
            assert_never(branch)
    return statement


def _between(column: str, first: date | None, last: date | None) -> Statement:
    ends = [(">=", first), ("<=", last)]
    limits = [(sign, day) for sign, day in ends if day is not None]
    return " and ".join(f"{column} {sign} %s" for sign, _ in limits), [day for _, day in limits]


def _is_known(column: str, kind: Kind) -> Statement:
    # An empty text is what a column holds of a question nobody asked.
    if kind in (Kind.WORD, Kind.CODE):
        return f"{column} <> %s", [""]
    return f"{column} is not null", []
