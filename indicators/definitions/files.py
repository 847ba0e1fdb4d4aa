"""The definitions that ship with the product, read from their files and checked on the way."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from re import fullmatch
from typing import Any

from indicators.definitions import vocabulary as words
from indicators.language import fields, nodes, tree

STANDARD = Path(__file__).parent / "standard"
SCHEMA_NAME = "definition.schema.json"

UNITS = ("osoby", "szt.", "%")
BREAKDOWNS = ("sex", "disability", "age_band", "labour_status", "education", "perspective")
LANGUAGES = {"pl", "en"}
LONGEST_NAME, LONGEST_SHORT_NAME = 300, 80
LARGEST = 32767
# What the metropolis defines on its pages; no file may be called so or have such a number, so that
# loading the files can never write over it.
OWN, FIRST_OWN = "OWN_", 20001
# Whoever is counted by one of these is guarded more: health, origin, having no home.
SPECIAL_FIELDS = {
    "disability",
    "minority",
    "homeless",
    "disadvantage",
    "foreign_background",
    "third_country",
}


class DefinitionInvalid(ValueError):
    """A definition that cannot be used; the sentence names the file and the place in it."""

    def __init__(self, file: str, place: str, reason: str) -> None:
        super().__init__(f"{file}: {place}: {reason}")
        self.file, self.place, self.reason = file, place, reason


def read_standard(folder: Path = STANDARD) -> list[dict[str, Any]]:
    """Return every definition under the folder in the programme's order, its rule still JSON."""
    paths = sorted(path for path in folder.rglob("*.json") if path.name != SCHEMA_NAME)
    written = {str(path.relative_to(folder)): _read(path) for path in paths}
    _check_together(written)
    return sorted(written.values(), key=lambda definition: definition["position"])


def _read(path: Path) -> dict[str, Any]:
    try:
        definition = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as mistake:
        raise DefinitionInvalid(path.name, "file", f"not JSON: {mistake}") from mistake
    if not isinstance(definition, dict):
        raise DefinitionInvalid(path.name, "file", "a definition is written as an object")
    definition.pop("$schema", None)
    _check_keys(definition, path.name)
    _check_values(definition, path)
    _check_kind(definition, path.name)
    _check_rule(definition, path.name)
    return definition


def _check_keys(definition: Mapping[str, Any], file: str) -> None:
    for key in sorted(definition.keys() - _CHECKS.keys() - {"rule"}):
        raise DefinitionInvalid(file, key, "there is no such key")
    for key in sorted((_CHECKS.keys() | {"rule"}) - definition.keys()):
        raise DefinitionInvalid(file, key, "is missing")


def _check_values(definition: Mapping[str, Any], path: Path) -> None:
    for key, (is_right, expected) in _CHECKS.items():
        if not is_right(definition[key]):
            raise DefinitionInvalid(path.name, key, f"must be {expected}")
    if path.stem != str(definition["code"]).lower():
        raise DefinitionInvalid(
            path.name, "code", "the file is named after the code, in lower case"
        )


def _check_kind(definition: Mapping[str, Any], file: str) -> None:
    """A rate is two others and has no rule, nor has what is declared by hand."""
    is_rate = definition["kind"] == words.Kind.RATE
    for key in ("numerator", "denominator"):
        if bool(definition[key]) is not is_rate:
            raise DefinitionInvalid(file, key, "a rate, and nothing else, names another indicator")
    if is_rate and {definition["adds_over_time"], definition["adds_over_units"]} != {"none"}:
        raise DefinitionInvalid(file, "adds_over_units", "a rate does not add up anywhere")
    cannot_be_counted = is_rate or definition["counting_unit"] == words.CountingUnit.ENTITY
    if cannot_be_counted and definition["rule"] is not None:
        raise DefinitionInvalid(file, "rule", "rates and entities have none: write null")
    if (definition["rule"] is None) is not (definition["counts_on"] == ""):
        raise DefinitionInvalid(file, "counts_on", "a rule needs its day, and no rule has none")


def _check_rule(definition: Mapping[str, Any], file: str) -> None:
    branches: list[nodes.Branch] = []
    if definition["rule"] is not None:
        try:
            branches = [branch for _, branch in nodes.walk(tree.parse(definition["rule"]))]
        except tree.RuleInvalid as refusal:
            place = nodes.joined("rule", refusal.path) if refusal.path else "rule"
            raise DefinitionInvalid(file, place, str(refusal)) from refusal
    _check_window(definition, branches, file)
    asked = {branch.field for branch in branches if isinstance(branch, nodes.Question)}
    if definition["is_special"] is not bool(asked & SPECIAL_FIELDS):
        raise DefinitionInvalid(
            file, "is_special", "says whether the rule asks: " + ", ".join(sorted(SPECIAL_FIELDS))
        )


def _check_window(
    definition: Mapping[str, Any], branches: Sequence[nodes.Branch], file: str
) -> None:
    for unit, longest in longest_windows(branches).items():
        if definition[f"window_{unit}"] != longest:
            raise DefinitionInvalid(
                file, f"window_{unit}", "must be the end of the window in the rule"
            )


def longest_windows(branches: Sequence[nodes.Branch]) -> dict[str, int | None]:
    """How long after leaving an outcome may still come, in days and in months."""
    windows = [branch.window for branch in branches if isinstance(branch, nodes.Observed)]
    lasts = [window.last for window in windows if window.after == "exit" and window.last]
    return {
        unit: max((last.count for last in lasts if last.unit == unit), default=None)
        for unit in ("days", "months")
    }


def _check_together(written: Mapping[str, Mapping[str, Any]]) -> None:
    """No two share a code, a number or a place, and a rate names two that are counted."""
    for key in ("code", "number", "position"):
        holders = defaultdict(list)
        for file, definition in written.items():
            holders[definition[key]].append(file)
        for value, files in holders.items():
            if len(files) > 1:
                raise DefinitionInvalid(files[1], key, f"{files[0]} has {value} already")
    counted = {one["code"] for one in written.values() if one["rule"] is not None}
    for file, definition in written.items():
        for key in ("numerator", "denominator"):
            if definition[key] and definition[key] not in counted:
                raise DefinitionInvalid(file, key, "names no indicator that a rule counts")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_code(value: object) -> bool:
    return isinstance(value, str) and bool(fullmatch("[A-Z][A-Z0-9_]{0,39}", value))


def _is_shipped_code(value: object) -> bool:
    return is_code(value) and not str(value).startswith(OWN)


def _are_breakdowns(value: object) -> bool:
    return (
        isinstance(value, list)
        and all(member in BREAKDOWNS for member in value)
        and len(set(value)) == len(value)
    )


def _is_whole(value: object, *, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= LARGEST


Check = tuple[Callable[[object], bool], str]


def _names(*, longest: int) -> Check:
    def are_names(value: object) -> bool:
        return (
            isinstance(value, dict)
            and value.keys() == LANGUAGES
            and all(_is_text(name) and len(name) <= longest for name in value.values())
        )

    return are_names, f"a text in pl and in en, each of at most {longest} characters"


def _one_of(*values: str) -> Check:
    return values.__contains__, "one of: " + ", ".join(value or "an empty text" for value in values)


def _whole_or_null(word: str) -> Check:
    return (
        lambda value: value is None or _is_whole(value, least=0),
        f"a whole number of {word}, or null",
    )


_FROM_ONE: Check = (lambda value: _is_whole(value, least=1), "a whole number from 1")
_CODE_OR_EMPTY: Check = (
    lambda value: value == "" or is_code(value),
    "the code of another indicator, or an empty text",
)

_CHECKS: dict[str, Check] = {
    "code": (
        _is_shipped_code,
        f"capital letters, digits and underscores, and not begin with {OWN}",
    ),
    "number": (
        lambda value: _is_whole(value, least=1) and value < FIRST_OWN,  # type: ignore[operator]
        f"a whole number from 1, below {FIRST_OWN}",
    ),
    "position": _FROM_ONE,
    "family": _one_of(*words.Family.values),
    "kind": _one_of(*words.Kind.values),
    "rule_set": _one_of("", *words.RuleSet.values),
    "version": _FROM_ONE,
    "effective_from": (_is_day, "a day such as 2014-01-01"),
    "names": _names(longest=LONGEST_NAME),
    "short_names": _names(longest=LONGEST_SHORT_NAME),
    "source": (_is_text, "a text"),
    # Empty until somebody has compared the definition with its source.
    "checked_by": (lambda value: isinstance(value, str), "a text, empty if nobody has checked"),
    "note": (lambda value: isinstance(value, str), "a text, or an empty one"),
    "unit": _one_of(*UNITS),
    "counting_unit": _one_of(*words.CountingUnit.values),
    "counts_on": _one_of("", *fields.COUNTING_DAYS),
    "adds_over_time": _one_of(*words.OverTime.values),
    "adds_over_units": _one_of(*words.OverUnits.values),
    "breakdowns": (_are_breakdowns, "a list, without repetition, of: " + ", ".join(BREAKDOWNS)),
    "is_special": (lambda value: isinstance(value, bool), "true or false"),
    "window_days": _whole_or_null("days"),
    "window_months": _whole_or_null("months"),
    "numerator": _CODE_OR_EMPTY,
    "denominator": _CODE_OR_EMPTY,
}
