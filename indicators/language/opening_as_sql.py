"""The reading of `opening` as SQL: who could still count, or could have, and until when."""

from collections import defaultdict
from collections.abc import Sequence

from indicators.language import as_sql, fields, nodes
from indicators.language.as_sql import Statement
from indicators.language.counted import Counted
from indicators.language.opening import AT_EXIT, SHRINKING

_NEVER, _ALWAYS = "'-infinity'::date", "'infinity'::date"
_HAS_NOT_LEFT = "p.ended_on is null"

# One arm per definition; the versions of one are columns of it, so that nobody is told twice.
_ARM = """select p.id, %s::{key} as key, nullif({last}, {always}) as closes_on from {source} p
cross join lateral (select {versions}) as reading
where {last} > {never} and ({hits}) is not true"""
_NO_ARM = "select p.id, null::integer as key, null::date as closes_on from {source} p where false"


def open_statement(
    definitions: Sequence[Counted], *, ids: Sequence[object] | None = None
) -> Statement:
    """Return one SELECT of (id, key, closes_on) of all that is no hit and could be or have been one.

    `closes_on` is the last day on which it could, or null while none is known: `opening.state_of`
    reads it, and nothing has to be written anew when the clock moves. Whoever is neither here nor
    a hit never could. Definitions with one key are versions of one definition.
    """
    return as_sql.united(_arms(definitions, as_sql.source(ids)), _NO_ARM, ids)


def open_of(definitions: Sequence[Counted], *, of: str) -> Statement:
    """The same over rows that the caller names `of`; see `as_sql.hits_of`."""
    return as_sql.stacked(_arms(definitions, of), _NO_ARM, of)


def _arms(definitions: Sequence[Counted], source: str) -> list[Statement]:
    by_key: dict[int | str, list[Counted]] = defaultdict(list)
    for definition in definitions:
        by_key[definition.key].append(definition)
    return [_arm(key, versions, source) for key, versions in by_key.items()]


def _arm(key: int | str, versions: Sequence[Counted], source: str) -> Statement:
    columns = [f"reading.last_day_{place}" for place in range(len(versions))]
    readings = [_holds_until(version.tree, wanted=True) for version in versions]
    named = [(f"{sql} as last_day_{place}", params) for place, (sql, params) in enumerate(readings)]
    read, read_params = _joined(", ", named)
    last, last_params = _joined(", ", list(map(_last_day, versions, columns)))
    hits, hit_params = _joined(" or ", [as_sql.is_hit(version) for version in versions])
    arm = _ARM.format(
        key=as_sql.key_type(key),
        last=f"greatest({last})",
        always=_ALWAYS,
        never=_NEVER,
        source=source,
        versions=read,
        hits=hits,
    )
    return arm, [key, *last_params, *read_params, *last_params, *hit_params]


def _joined(word: str, statements: Sequence[Statement]) -> Statement:
    joined = word.join(sql for sql, _ in statements)
    return joined, [param for _, params in statements for param in params]


def _last_day(version: Counted, reading: str) -> Statement:
    """The last day on which the version could count the participation."""
    day = f"p.{as_sql.counting_day(version)}"
    judged, params = as_sql.judged(version)
    # The day it would count on is still ahead, and from its first day on the next version judges.
    ahead, ahead_params = reading, list[object]()
    if version.until is not None:
        ahead, ahead_params = f"least({reading}, %s::date - 1)", [version.until]
    begun, begun_params = _begun(version, ahead, ahead_params)
    return (
        f"case when ({judged}) is false then {_NEVER} when {day} is not null then {reading} "
        f"when {begun} then {ahead} else {_NEVER} end"
    ), [*params, *begun_params, *ahead_params]


def _begun(version: Counted, ahead: str, params: Sequence[object]) -> Statement:
    """Whether the version is in force before the last day passes."""
    if version.since is None:
        return "true", []
    return f"{ahead} >= %s", [*params, version.since]


def _holds_until(tree: nodes.Branch, *, wanted: bool) -> Statement:
    """The last day on which a branch could be true; with `wanted` false, could be false."""
    match tree:
        case nodes.Not(inner):
            return _holds_until(inner, wanted=not wanted)
        case nodes.AllOf(branches) | nodes.AnyOf(branches):
            needs_all = isinstance(tree, nodes.AllOf) is wanted
            days, params = _joined(", ", [_holds_until(one, wanted=wanted) for one in branches])
            return f"{'least' if needs_all else 'greatest'}({days})", params
        case _:
            return _answered_until(tree, wanted=wanted)


def _answered_until(question: nodes.Question | nodes.Observed, *, wanted: bool) -> Statement:
    is_true, params = as_sql.condition(question)
    now, otherwise = (_ALWAYS, _NEVER) if wanted else (_NEVER, _ALWAYS)
    closing: list[object] = []
    if isinstance(question, nodes.Observed) and wanted:
        otherwise, closing = _closing_day(question.window)
    may_change, change_params = _may_change(question)
    return (
        f"case when {may_change} then {_ALWAYS} when {is_true} then {now} else {otherwise} end"
    ), [*change_params, *params, *closing]


def _closing_day(window: nodes.Window) -> Statement:
    if window.last is None:
        return _ALWAYS, []
    day, params = as_sql.day_after(f"p.{fields.ANCHORS[window.after]}", window.last)
    return f"coalesce({day}, {_ALWAYS})", params


def _may_change(question: nodes.Question | nodes.Observed) -> Statement:
    """Whether the answer may turn over until the person leaves."""
    match question:
        case nodes.Within():
            return _HAS_NOT_LEFT, []
        case nodes.Observed():
            return "false", []
        case _:
            field = fields.FIELDS[question.field]
            if field.grows:
                outgrows, params = _may_outgrow(question, f"p.{field.name}")
                return f"{_HAS_NOT_LEFT} and {outgrows}", params
            if field.name in AT_EXIT:
                return f"{_HAS_NOT_LEFT} and p.{field.name} is null", []
            return "false", []


def _may_outgrow(question: nodes.Question, column: str) -> Statement:
    """Whether more support could change the answer; less there never is."""
    match question:
        case nodes.Compared(_, comparison, _number):
            is_true, params = as_sql.condition(question)
            return (is_true if comparison in SHRINKING else f"not {is_true}"), params
        case nodes.Is(_, wanted):
            return f"{column} <= %s", [wanted]
        case nodes.In(_, listed):
            return f"{column} <= %s", [max(map(int, listed))]
        case _:
            return "false", []
