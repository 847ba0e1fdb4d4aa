"""A rule between JSON and its tree: reading, writing, and refusals that name the branch."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from re import fullmatch
from typing import assert_never

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indicators.language import fields, nodes
from indicators.language.fields import Field, Kind

MAX_DEPTH = 12
MAX_BRANCHES = 200
MAX_LISTED = 200
MAX_WINDOW_DAYS = 731  # two years; the longest observation we know of is six months

COMPARISONS = ("at_least", "at_most", "less_than", "more_than")
QUESTIONS = {
    Kind.WORD: ("is", "in", "known"),
    Kind.CODE: ("is", "in", "known"),
    Kind.TRUTH: ("is", "known"),
    Kind.NUMBER: ("is", "in", *COMPARISONS, "known"),
    Kind.DAY: ("from", "to", "known"),
}


class RuleInvalid(ValueError):
    """A rule that cannot be read; `path` names the branch, "" being the whole rule."""

    def __init__(self, path: str, message: Promise, **facts: object) -> None:
        super().__init__(path, message, facts)
        self.path, self.message, self.facts = path, message, facts

    def __str__(self) -> str:
        return str(self.message) % self.facts


def to_json(tree: nodes.Branch) -> dict[str, object]:
    json: dict[str, object]
    match tree:
        case nodes.AllOf(branches):
            json = {"all": [to_json(branch) for branch in branches]}
        case nodes.AnyOf(branches):
            json = {"any": [to_json(branch) for branch in branches]}
        case nodes.Not(branch):
            json = {"not": to_json(branch)}
        case nodes.Is(field, value):
            json = {"field": field, "is": value}
        case nodes.In(field, values):
            json = {"field": field, "in": list(values)}
        case nodes.Compared(field, comparison, number):
            json = {"field": field, comparison: number}
        case nodes.Between(field, first, last):
            days = {"from": first, "to": last}
            ends = {end: day.isoformat() for end, day in days.items() if day}
            json = {"field": field, **ends}
        case nodes.Known(field):
            json = {"field": field, "known": True}
        case nodes.Observed(outcome, first_day, last_day):
            start = {} if first_day is None else {"from": first_day}
            json = {"outcome": outcome, "window": {**start, "to": last_day}}
        case _:
            assert_never(tree)
    return json


def parse(json: object) -> nodes.Branch:
    """Read decoded JSON into a tree, or raise RuleInvalid."""
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
    _refuse_other_keys(json, (key,), path)
    where = nodes.joined(path, key)
    group = _filled_list(json[key], where)
    return tuple(_branch(branch, f"{where}[{place}]") for place, branch in enumerate(group))


def _not(json: dict[str, object], path: str) -> nodes.Not:
    _refuse_other_keys(json, ("not",), path)
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
    _refuse_other_keys(json, ("field", *questions), path)
    asked = [question for question in questions if question in json]
    if not asked:
        raise RuleInvalid(
            path,
            _("“%(field)s” needs one of: %(words)s."),
            field=name,
            words=", ".join(questions),
        )
    if field.kind is Kind.DAY and "known" not in asked:
        return _between(field, json, path)
    if len(asked) > 1:
        raise RuleInvalid(nodes.joined(path, asked[1]), _("A branch asks one question only."))
    return _one_question(field, asked[0], json[asked[0]], nodes.joined(path, asked[0]))


def _one_question(field: Field, question: str, raw: object, path: str) -> nodes.Branch:
    if question == "known":
        if raw is not True:
            raise RuleInvalid(path, _("“known” is true; for the opposite write “not” before it."))
        return nodes.Known(field.name)
    if question == "in":
        return nodes.In(field.name, _listed(field, raw, path))
    if question == "is":
        return nodes.Is(field.name, _value(field, raw, path))
    return nodes.Compared(field.name, question, _number(raw, field.low, field.high, path))


def _listed(field: Field, raw: object, path: str) -> tuple[str | int, ...]:
    listed = _filled_list(raw, path)
    if len(listed) > MAX_LISTED:
        raise RuleInvalid(path, _("A list has at most %(limit)d values."), limit=MAX_LISTED)
    values: list[str | int] = []
    for place, member in enumerate(listed):
        value = _value(field, member, f"{path}[{place}]")
        if value in values:
            raise RuleInvalid(f"{path}[{place}]", _("This value is listed twice."))
        values.append(value)
    return tuple(values)


def _value(field: Field, raw: object, path: str) -> str | int | bool:
    if field.kind is Kind.NUMBER:
        return _number(raw, field.low, field.high, path)
    if field.kind is Kind.TRUTH:
        if not isinstance(raw, bool):
            raise RuleInvalid(path, _("“%(field)s” is true or false."), field=field.name)
        return raw
    if field.kind is Kind.CODE:
        if not isinstance(raw, str) or not fullmatch(field.pattern, raw):
            raise RuleInvalid(path, _("“%(field)s” is a code of seven digits."), field=field.name)
        return raw
    if not isinstance(raw, str) or raw not in field.values:
        raise RuleInvalid(
            path,
            _("“%(field)s” is one of: %(words)s."),
            field=field.name,
            words=", ".join(map(str, field.values)),
        )
    return raw


def _between(field: Field, json: dict[str, object], path: str) -> nodes.Between:
    first, last = (
        _day(json[end], nodes.joined(path, end)) if end in json else None for end in ("from", "to")
    )
    if first and last and last < first:
        raise RuleInvalid(nodes.joined(path, "to"), _("The period ends before it begins."))
    return nodes.Between(field.name, first, last)


def _day(raw: object, path: str) -> date:
    # fromisoformat alone would also take 20210101 and 2021-W01-1.
    try:
        if isinstance(raw, str) and fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", raw):
            return date.fromisoformat(raw)
    except ValueError:
        pass
    raise RuleInvalid(path, _("A day is written as year-month-day, such as 2021-07-01."))


def _observed(json: dict[str, object], path: str) -> nodes.Observed:
    _refuse_other_keys(json, ("outcome", "window"), path)
    outcome, window, where = json["outcome"], json.get("window"), nodes.joined(path, "window")
    if not isinstance(outcome, str) or outcome not in fields.OUTCOMES:
        raise RuleInvalid(
            nodes.joined(path, "outcome"),
            _("There is no such outcome. The outcomes are: %(words)s."),
            words=", ".join(fields.OUTCOMES),
        )
    if not isinstance(window, dict) or "to" not in window:
        raise RuleInvalid(where, _("An outcome needs a window with its last day in “to”."))
    _refuse_other_keys(window, ("from", "to"), where)
    last_day = _number(window["to"], 0, MAX_WINDOW_DAYS, f"{where}.to")
    if "from" not in window:
        return nodes.Observed(outcome, None, last_day)
    first_day = _number(window["from"], 0, MAX_WINDOW_DAYS, f"{where}.from")
    if last_day < first_day:
        raise RuleInvalid(f"{where}.to", _("The window ends before it begins."))
    return nodes.Observed(outcome, first_day, last_day)


def _number(raw: object, low: int, high: int, path: str) -> int:
    # To Python True is 1; to a reader of rules it is a mistake.
    if not isinstance(raw, int) or isinstance(raw, bool) or not low <= raw <= high:
        raise RuleInvalid(
            path, _("A whole number from %(low)d to %(high)d belongs here."), low=low, high=high
        )
    return raw


def _filled_list(raw: object, path: str) -> list[object]:
    if not isinstance(raw, list) or not raw:
        raise RuleInvalid(path, _("A list with at least one member belongs here."))
    return raw


def _refuse_other_keys(json: dict[str, object], allowed: Collection[str], path: str) -> None:
    for key in json:
        if key not in allowed:
            raise RuleInvalid(
                nodes.joined(path, str(key)),
                _("This word does not belong here. Use: %(words)s."),
                words=", ".join(allowed),
            )


_READERS: dict[str, Callable[[dict[str, object], str], nodes.Branch]] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "field": _question,
    "outcome": _observed,
}
