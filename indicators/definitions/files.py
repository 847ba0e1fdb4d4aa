"""The definitions that ship with the product, read from their files and checked on the way."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from re import fullmatch

from indicators.language import fields, nodes, tree

STANDARD = Path(__file__).parent / "standard"
SCHEMA_NAME = "definition.schema.json"

COUNTING_UNITS = ("participation",)
KINDS = ("output", "result")
ADDITIONS = ("sum",)
UNITS = ("osoby",)
BREAKDOWNS = ("sex", "disability")
LANGUAGES = {"pl", "en"}


class DefinitionInvalid(ValueError):
    """A definition that cannot be used; the sentence names the file and the place in it."""

    def __init__(self, file: str, place: str, reason: str) -> None:
        super().__init__(f"{file}: {place}: {reason}")
        self.file, self.place, self.reason = file, place, reason


def read_standard(folder: Path = STANDARD) -> list[dict[str, object]]:
    """Return every definition of the folder by name of file, its rule still JSON."""
    paths = sorted(path for path in folder.glob("*.json") if path.name != SCHEMA_NAME)
    return [_read(path) for path in paths]


def _read(path: Path) -> dict[str, object]:
    try:
        definition = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as mistake:
        raise DefinitionInvalid(path.name, "file", f"not JSON: {mistake}") from mistake
    if not isinstance(definition, dict):
        raise DefinitionInvalid(path.name, "file", "a definition is written as an object")
    definition.pop("$schema", None)
    _check_keys(definition, path.name)
    _check_values(definition, path)
    _check_rule(definition, path.name)
    return definition


def _check_keys(definition: dict[str, object], file: str) -> None:
    for key in sorted(definition.keys() - _CHECKS.keys() - {"rule"}):
        raise DefinitionInvalid(file, key, "there is no such key")
    for key in sorted((_CHECKS.keys() | {"rule"}) - definition.keys()):
        raise DefinitionInvalid(file, key, "is missing")


def _check_values(definition: dict[str, object], path: Path) -> None:
    for key, (is_right, expected) in _CHECKS.items():
        if not is_right(definition[key]):
            raise DefinitionInvalid(path.name, key, f"must be {expected}")
    # One file per code, so no two definitions can share one.
    if path.stem != str(definition["code"]).lower():
        raise DefinitionInvalid(
            path.name, "code", "the file is named after the code, in lower case"
        )


def _check_rule(definition: dict[str, object], file: str) -> None:
    try:
        rule = tree.parse(definition["rule"])
    except tree.RuleInvalid as refusal:
        place = nodes.joined("rule", refusal.path) if refusal.path else "rule"
        raise DefinitionInvalid(file, place, str(refusal)) from refusal
    last_days = [b.last_day for _, b in nodes.walk(rule) if isinstance(b, nodes.Observed)]
    if definition["measurement_window_days"] != max(last_days, default=None):
        raise DefinitionInvalid(
            file, "measurement_window_days", "must be the last day of the window in the rule"
        )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_in_both_languages(value: object) -> bool:
    return (
        isinstance(value, dict) and value.keys() == LANGUAGES and all(map(_is_text, value.values()))
    )


def _are_breakdowns(value: object) -> bool:
    return (
        isinstance(value, list)
        and all(member in BREAKDOWNS for member in value)
        and len(set(value)) == len(value)
    )


def _one_of(values: tuple[str, ...]) -> tuple[Callable[[object], bool], str]:
    return values.__contains__, "one of: " + ", ".join(values)


def _is_count(value: object, *, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


_TEXT = (_is_text, "a text")
_BOTH_LANGUAGES = (_is_in_both_languages, "a text in pl and in en")

_CHECKS: dict[str, tuple[Callable[[object], bool], str]] = {
    "code": (
        lambda value: isinstance(value, str) and bool(fullmatch("[A-Z][A-Z0-9_]*", value)),
        "capital letters, digits and underscores",
    ),
    "version": (lambda value: _is_count(value, least=1), "a whole number from 1"),
    "effective_from": (_is_day, "a day such as 2014-01-01"),
    "names": _BOTH_LANGUAGES,
    "short_names": _BOTH_LANGUAGES,
    "source": _TEXT,
    # Empty until somebody has compared the definition with its source.
    "checked_by": (lambda value: isinstance(value, str), "a text, empty if nobody has checked"),
    "unit": _one_of(UNITS),
    "counting_unit": _one_of(COUNTING_UNITS),
    "kind": _one_of(KINDS),
    "counts_on": _one_of(tuple(fields.COUNTING_DAYS)),
    "adds_over_time": _one_of(ADDITIONS),
    "adds_over_units": _one_of(ADDITIONS),
    "breakdowns": (_are_breakdowns, "a list, without repetition, of: " + ", ".join(BREAKDOWNS)),
    "measurement_window_days": (
        lambda value: value is None or _is_count(value, least=0),
        "a whole number of days, or null",
    ),
}
