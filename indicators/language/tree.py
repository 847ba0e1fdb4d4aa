"""A rule between JSON and its tree: reading, writing, and refusals that name the branch.

    {"all": [...]}    {"any": [...]}    {"not": {...}}
    {"field": "sex", "is": "F"}    {"field": "isced", "in": [3, 4]}    {"field": "isced", "known": true}
    {"field": "support_hours", "at_least": 20}    or at_most, less_than, more_than
    {"field": "ended_on", "from": "2021-07-01", "to": "2021-12-31"}
    {"field": "ended_on", "window": {"after": "start", "from": 30}}
    {"outcome": "EMPLOYMENT", "window": {"from": 0, "to": 28}}

A window has days, or with from_months and to_months months of the calendar, after the exit unless
it says after the start; without a beginning it is open to the past.
"""

from collections.abc import Callable, Iterator
from json import loads
from re import fullmatch
from typing import assert_never

from django.utils.translation import gettext_lazy as _

from indicators.language import contradictions, fields, nodes, values
from indicators.language.fields import Field, Kind
from indicators.language.values import RuleInvalid

__all__ = ["QUESTIONS", "RuleInvalid", "parse", "parse_text", "read", "to_json"]

MAX_BYTES = 100_000
MAX_DEPTH = 12
MAX_BRANCHES = 200
MAX_LISTED = 200

COMPARISONS = ("at_least", "at_most", "less_than", "more_than")
QUESTIONS = {
    Kind.WORD: ("is", "in", "known"),
    Kind.CODE: ("is", "in", "known"),
    Kind.TRUTH: ("is", "known"),
    Kind.NUMBER: ("is", "in", *COMPARISONS, "known"),
    Kind.DAY: ("from", "to", "window", "known"),
}


def to_json(tree: nodes.Branch) -> dict[str, object]:
    match tree:
        case nodes.AllOf(branches):
            return {"all": [to_json(branch) for branch in branches]}
        case nodes.AnyOf(branches):
            return {"any": [to_json(branch) for branch in branches]}
        case nodes.Not(branch):
            return {"not": to_json(branch)}
        case nodes.Observed(outcome, window):
            return {"outcome": outcome, "window": _window_json(window)}
        case _:
            return {"field": tree.field, **_asked(tree)}


def _asked(question: nodes.Question) -> dict[str, object]:
    asked: dict[str, object]
    match question:
        case nodes.Is(_field, value):
            asked = {"is": value}
        case nodes.In(_field, listed):
            asked = {"in": list(listed)}
        case nodes.Compared(_field, comparison, number):
            asked = {comparison: number}
        case nodes.Between(_field, first, last):
            days = {"from": first, "to": last}
            asked = {end: day.isoformat() for end, day in days.items() if day}
        case nodes.Within(_field, window):
            asked = {"window": _window_json(window)}
        case nodes.Known():
            asked = {"known": True}
        case _:
            assert_never(question)
    return asked


def _window_json(window: nodes.Window) -> dict[str, object]:
    json: dict[str, object] = {} if window.after == "exit" else {"after": window.after}
    for end, span in (("from", window.first), ("to", window.last)):
        if span:
            json[end if span.unit == "days" else f"{end}_months"] = span.count
    return json


def parse_text(text: str | bytes) -> nodes.Branch:
    """Read a rule that comes from outside, refused by its size before anything is decoded."""
    # A character takes a byte or more, so what is too long is not even encoded.
    if (
        len(text) > MAX_BYTES
        or isinstance(text, str)
        and len(text.encode(errors="replace")) > MAX_BYTES
    ):
        raise RuleInvalid("", _("A rule has at most %(limit)d bytes."), limit=MAX_BYTES)
    try:
        json = loads(text, object_pairs_hook=_each_word_once)
    except (ValueError, RecursionError) as mistake:
        message = _("This is not JSON, or a word in it is written twice.")
        raise RuleInvalid("", message) from mistake
    return parse(json)


def _each_word_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    json = dict(pairs)
    if len(json) < len(pairs):
        raise ValueError
    return json


def parse(json: object) -> nodes.Branch:
    """Read decoded JSON into a tree that somebody may fulfil, or raise RuleInvalid."""
    tree = read(json)
    impossible = contradictions.found(tree)
    if impossible is not None:
        raise RuleInvalid(
            impossible, _("Nobody can fulfil this together with the rest of the rule.")
        )
    return tree


def read(json: object) -> nodes.Branch:
    """The same, contradictions included."""
    _refuse_excess(json)
    return _branch(json, "")


def _refuse_excess(json: object) -> None:
    # Measured without recursion, before anything else looks: depth is what an attacker would send.
    waiting, seen = [(json, "", 1)], 0
    while waiting:
        branch, path, depth = waiting.pop()
        seen += 1
        if depth > MAX_DEPTH:
            raise RuleInvalid(path, _("A rule is at most %(limit)d levels deep."), limit=MAX_DEPTH)
        if seen > MAX_BRANCHES:
            raise RuleInvalid("", _("A rule has at most %(limit)d branches."), limit=MAX_BRANCHES)
        waiting += [(inner, where, depth + 1) for inner, where in _inner_json(branch, path)]


def _inner_json(json: object, path: str) -> Iterator[tuple[object, str]]:
    if not isinstance(json, dict):
        return
    if "not" in json:
        yield json["not"], nodes.joined(path, "not")
    for key in ("all", "any"):
        group = json.get(key)
        # One too many is enough to refuse the rest.
        counted = group[: MAX_BRANCHES + 1] if isinstance(group, list) else []
        for place, branch in enumerate(counted):
            yield branch, nodes.joined(path, f"{key}[{place}]")


def _branch(json: object, path: str) -> nodes.Branch:
    if not isinstance(json, dict):
        raise RuleInvalid(path, _("A branch is written as an object."))
    for key, read in _READERS.items():
        if key in json:
            return read(json, path)
    raise RuleInvalid(path, _("A branch needs one of: %(words)s."), words=", ".join(_READERS))


def _all(json: dict[str, object], path: str) -> nodes.AllOf:
    return nodes.AllOf(_group(json, "all", path))


def _any(json: dict[str, object], path: str) -> nodes.AnyOf:
    return nodes.AnyOf(_group(json, "any", path))


def _group(json: dict[str, object], key: str, path: str) -> tuple[nodes.Branch, ...]:
    values.refuse_other_keys(json, (key,), path)
    where = nodes.joined(path, key)
    group = values.filled_list(json[key], where)
    return tuple(_branch(branch, f"{where}[{place}]") for place, branch in enumerate(group))


def _not(json: dict[str, object], path: str) -> nodes.Not:
    values.refuse_other_keys(json, ("not",), path)
    return nodes.Not(_branch(json["not"], nodes.joined(path, "not")))


def _question(json: dict[str, object], path: str) -> nodes.Branch:
    name = json["field"]
    if not isinstance(name, str) or name not in fields.FIELDS:
        raise RuleInvalid(
            nodes.joined(path, "field"),
            _("There is no such field. The fields are: %(words)s."),
            words=", ".join(fields.FIELDS),
        )
    field = fields.FIELDS[name]
    questions = QUESTIONS[field.kind]
    values.refuse_other_keys(json, ("field", *questions), path)
    asked = [question for question in questions if question in json]
    if not asked:
        raise RuleInvalid(
            path,
            _("“%(field)s” needs one of: %(words)s."),
            field=name,
            words=", ".join(questions),
        )
    if set(asked) <= {"from", "to"}:
        return _between(field, json, path)
    if len(asked) > 1:
        raise RuleInvalid(nodes.joined(path, asked[1]), _("A branch asks one question only."))
    return _one_question(field, asked[0], json[asked[0]], nodes.joined(path, asked[0]))


def _one_question(field: Field, question: str, raw: object, path: str) -> nodes.Branch:
    if question == "known":
        if raw is not True:
            raise RuleInvalid(path, _("“known” is true; for the opposite write “not” before it."))
        return nodes.Known(field.name)
    if question == "window":
        return _within(field, raw, path)
    if question == "in":
        return nodes.In(field.name, _listed(field, raw, path))
    if question == "is":
        return nodes.Is(field.name, _value(field, raw, path))
    return nodes.Compared(field.name, question, values.number(raw, field.low, field.high, path))


def _listed(field: Field, raw: object, path: str) -> tuple[str | int, ...]:
    listed = values.filled_list(raw, path)
    if len(listed) > MAX_LISTED:
        raise RuleInvalid(path, _("A list has at most %(limit)d values."), limit=MAX_LISTED)
    read: list[str | int] = []
    for place, member in enumerate(listed):
        value = _value(field, member, f"{path}[{place}]")
        if value in read:
            raise RuleInvalid(f"{path}[{place}]", _("This value is listed twice."))
        read.append(value)
    return tuple(read)


def _value(field: Field, raw: object, path: str) -> str | int | bool:
    if field.kind is Kind.NUMBER:
        return values.number(raw, field.low, field.high, path)
    if field.kind is Kind.TRUTH:
        if not isinstance(raw, bool):
            raise RuleInvalid(path, _("“%(field)s” is true or false."), field=field.label)
        return raw
    if field.kind is Kind.CODE:
        if not isinstance(raw, str) or not fullmatch(field.pattern, raw):
            raise RuleInvalid(path, _("“%(field)s” is a code of seven digits."), field=field.label)
        return raw
    if not isinstance(raw, str) or raw not in field.values:
        raise RuleInvalid(
            path,
            _("“%(field)s” is one of: %(words)s."),
            field=field.label,
            words=", ".join(str(value.label) for value in field.values.values()),
        )
    return raw


def _between(field: Field, json: dict[str, object], path: str) -> nodes.Between:
    first, last = (
        values.day(json[end], nodes.joined(path, end)) if end in json else None
        for end in ("from", "to")
    )
    if first and last and last < first:
        raise RuleInvalid(nodes.joined(path, "to"), _("The period ends before it begins."))
    return nodes.Between(field.name, first, last)


def _within(field: Field, raw: object, path: str) -> nodes.Within:
    window = values.window(raw, path)
    if fields.ANCHORS[window.after] == field.name:
        raise RuleInvalid(
            path,
            _("“%(field)s” is counted from the other day, not from itself."),
            field=field.label,
        )
    return nodes.Within(field.name, window)


def _observed(json: dict[str, object], path: str) -> nodes.Observed:
    values.refuse_other_keys(json, ("outcome", "window"), path)
    outcome, where = json["outcome"], nodes.joined(path, "window")
    if not isinstance(outcome, str) or outcome not in fields.OUTCOMES:
        raise RuleInvalid(
            nodes.joined(path, "outcome"),
            _("There is no such outcome. The outcomes are: %(words)s."),
            words=", ".join(fields.OUTCOMES),
        )
    window = values.window(json.get("window"), where)
    if window.last is None:
        raise RuleInvalid(where, _("An outcome needs a window with its last day."))
    return nodes.Observed(outcome, window)


_READERS: dict[str, Callable[[dict[str, object], str], nodes.Branch]] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "field": _question,
    "outcome": _observed,
}
