"""The single values of a rule's JSON: numbers, days, lists, windows; each read or refused."""

from collections.abc import Collection
from datetime import date
from re import fullmatch

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indicators.language import fields, nodes

MAX_WINDOW = {"days": 731, "months": 24}  # two years; the longest we know of is six months
# A key that does not belong anywhere is repeated no further than a reader needs to find it.
LONGEST_WORD = 40


class RuleInvalid(ValueError):
    """A rule that cannot be read; `path` names the branch, "" being the whole rule."""

    def __init__(self, path: str, message: Promise, **facts: object) -> None:
        super().__init__(path, message, facts)
        self.path, self.message, self.facts = path, message, facts

    def __str__(self) -> str:
        return str(self.message) % self.facts


def number(raw: object, low: int, high: int, path: str) -> int:
    # To Python True is 1; to a reader of rules it is a mistake.
    if not isinstance(raw, int) or isinstance(raw, bool) or not low <= raw <= high:
        raise RuleInvalid(
            path, _("A whole number from %(low)d to %(high)d belongs here."), low=low, high=high
        )
    return raw


def day(raw: object, path: str) -> date:
    # fromisoformat alone would also take 20210101 and 2021-W01-1.
    try:
        if isinstance(raw, str) and fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", raw):
            return date.fromisoformat(raw)
    except ValueError:
        pass
    raise RuleInvalid(path, _("A day is written as year-month-day, such as 2021-07-01."))


def filled_list(raw: object, path: str) -> list[object]:
    if not isinstance(raw, list) or not raw:
        raise RuleInvalid(path, _("A list with at least one member belongs here."))
    return raw


def refuse_other_keys(json: dict[str, object], allowed: Collection[str], path: str) -> None:
    for key in json:
        if key not in allowed:
            raise RuleInvalid(
                nodes.joined(path, str(key)[:LONGEST_WORD]),
                _("This word does not belong here. Use: %(words)s."),
                words=", ".join(allowed),
            )


def window(raw: object, path: str) -> nodes.Window:
    """Read a window with at least one end; without a word it is counted from the exit."""
    if not isinstance(raw, dict):
        raise RuleInvalid(path, _("A window is written as an object."))
    refuse_other_keys(raw, ("after", "from", "from_months", "to", "to_months"), path)
    after = raw.get("after", "exit")
    if not isinstance(after, str) or after not in fields.ANCHORS:
        raise RuleInvalid(
            f"{path}.after",
            _("A window is counted from one of: %(words)s."),
            words=", ".join(fields.ANCHORS),
        )
    first, last = _span(raw, "from", path), _span(raw, "to", path)
    if first is None and last is None:
        raise RuleInvalid(path, _("A window needs an end: its first day, its last one, or both."))
    if first and last and _is_before(last, first):
        raise RuleInvalid(path, _("The window ends before it begins."))
    return nodes.Window(after, first, last)


def _span(raw: dict[str, object], end: str, path: str) -> nodes.Span | None:
    keys = {end: "days", f"{end}_months": "months"}
    found = [key for key in keys if key in raw]
    if len(found) > 1:
        raise RuleInvalid(f"{path}.{found[1]}", _("An end is in days or in months, not in both."))
    for key in found:
        unit = keys[key]
        return nodes.Span(number(raw[key], 0, MAX_WINDOW[unit], f"{path}.{key}"), unit)
    return None


def _is_before(last: nodes.Span, first: nodes.Span) -> bool:
    if last.unit == first.unit:
        return last.count < first.count
    return last.most_days < first.fewest_days
