"""The layout of the national file and its dictionaries, read from a versioned file with its sources.

Wordings that a data scope or the catalogue of support holds already are read from there. A new
template of the national system is a new version of the file, not code.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from babel import Locale

from core import polish
from projects.participants.scopes import Wording, scope
from projects.support import reference

FOLDER = Path(__file__).parent / "layouts"
OF_A_SCOPE, COUNTRIES = "scope:", "countries"
REQUIRED, CONDITIONAL, OPTIONAL, AUTOMATIC = "R", "C", "O", "A"
DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-"})  # noqa: RUF001
# Of a dictionary whose values belong to those of another column.
Key = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One of the columns, known by its position: two of them have the same header."""

    position: int
    name: str
    header: str
    short: Wording
    requirement: str
    format: str
    words_of: str
    depends_on: str
    required_when: Mapping[str, tuple[str, ...]]
    check: str  # under which number it is told when the cell is empty, and how severely
    when_missing: str
    is_sent_back: bool
    source: str
    checked_by: str

    @property
    def is_ours(self) -> bool:
        """Whether the cell says something of the person that we know."""
        return self.requirement != AUTOMATIC

    @property
    def is_written(self) -> bool:
        return self.is_ours or self.is_sent_back


@dataclass(frozen=True)
class Dictionary:
    """Our codes and the exact national words; `of` is the value of another column, or nothing."""

    words: Mapping[Key, str]

    def words_of(self, code: str, of: str = "") -> str:
        """A code that the dictionary does not have stays as it is."""
        return self.words.get((of, code), code)

    def code_of(self, words: str, of: str = "") -> str:
        """Words that the dictionary does not have stay as they are."""
        return self._codes.get((of, words), words)

    def has(self, words: str, of: str = "") -> bool:
        return (of, words) in self._codes

    def like(self, words: str, of: str = "") -> str:
        """The exact words that are meant: another dash, case, accent or space; empty for none."""
        meant = {
            exact for (group, exact) in self._codes if group == of and plain(exact) == plain(words)
        }
        return meant.pop() if len(meant) == 1 else ""

    def has_group(self, of: str) -> bool:
        return any(group == of for group, _code in self.words)

    @cached_property
    def _codes(self) -> dict[Key, str]:
        return {(of, words): code for (of, code), words in self.words.items()}


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The file of one period; who checked it against the template of the system, and when."""

    rule_set: str
    version: str
    source: Wording
    checked_by: str
    checked_on: str
    columns: tuple[Column, ...]
    delimiter: str
    newline: str
    joined_by: str
    days_read: tuple[str, ...]
    dictionaries: Mapping[str, Dictionary]
    support_by_kind: Mapping[str, str]
    support_by_area: Mapping[str, str]
    feedback: Mapping[str, tuple[str, ...]]

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        return MappingProxyType({column.name: column for column in self.columns})

    @cached_property
    def headers(self) -> tuple[str, ...]:
        return tuple(column.header for column in self.columns)

    def position(self, name: str) -> int:
        return self.by_name[name].position

    def dictionary(self, column: Column) -> Dictionary:
        return self.dictionaries[column.words_of]

    def national_value_of(self, *, own: str, kind: str, area: str) -> str:
        """The code under which a service is reported: its own, else what is proposed for it."""
        return own or self.support_by_kind.get(kind) or self.support_by_area.get(area, "")


def plain(text: str) -> str:
    """A text without what people and programs change in it: dashes, case, accents, spaces."""
    joined = " ".join(polish.folded(text).translate(DASHES).split())
    return joined.replace(" - ", "-").replace(" /", "/").replace("/ ", "/")


def rule_sets() -> frozenset[str]:
    """The periods whose file is known."""
    return frozenset(path.stem for path in FOLDER.glob("*.json"))


@cache
def layout(rule_set: str) -> Layout:
    """The layout of a rule set; raises LookupError where none is known."""
    if rule_set not in rule_sets():
        raise LookupError(f"no file of the national system is known for {rule_set!r}")
    written = json.loads((FOLDER / f"{rule_set}.json").read_text(encoding="utf-8"))
    columns = tuple(_column(each) for each in written["columns"])
    form, services = written["file"], written["support_of_services"]
    return Layout(
        rule_set=rule_set,
        version=written["version"],
        source=Wording(**written["source"]),
        checked_by=written["checked_by"],
        checked_on=written["checked_on"],
        columns=columns,
        delimiter=form["delimiter"],
        newline=form["newline"],
        joined_by=form["joined_by"],
        days_read=tuple(form["days_read"]),
        dictionaries=_dictionaries(rule_set, columns, written["dictionaries"]),
        support_by_kind=services["by_kind"],
        support_by_area=services["by_area"],
        feedback={
            name: tuple(words)
            for name, words in written["feedback"].items()
            if isinstance(words, list)
        },
    )


def national_pairs(rule_set: str) -> frozenset[tuple[str, str]]:
    """Kinds of support with their "of which", as the catalogue of support keeps them."""
    values = reference.national_values(rule_set).values()
    return frozenset((value.kind, value.detail) for value in values)


def _column(written: dict[str, Any]) -> Column:
    return Column(
        position=written["position"],
        name=written["name"],
        header=written["header"],
        short=Wording(**written["short"]),
        requirement=written["requirement"],
        format=written["format"],
        words_of=written.get("words_of", ""),
        depends_on=written.get("depends_on", ""),
        required_when={
            name: tuple(codes) for name, codes in written.get("required_when", {}).items()
        },
        check=written.get("check", "L05"),
        when_missing=written.get("when_missing", "E"),
        is_sent_back=written.get("sent_back", False),
        source=written["source"],
        checked_by=written["checked_by"],
    )


def _dictionaries(
    rule_set: str, columns: tuple[Column, ...], own: dict[str, Any]
) -> dict[str, Dictionary]:
    names = {column.words_of for column in columns if column.words_of}
    return {name: _dictionary(rule_set, name, own) for name in names}


def _dictionary(rule_set: str, name: str, own: dict[str, Any]) -> Dictionary:
    if name == COUNTRIES:
        territories = Locale("pl").territories.items()
        named = {str(code): str(words) for code, words in territories}
        return _flat(
            {code: words for code, words in named.items() if len(code) == 2 and code.isalpha()}
        )
    if name.startswith(OF_A_SCOPE):
        field = scope(rule_set).fields[name.removeprefix(OF_A_SCOPE)]
        return Dictionary({(each.of, each.code): each.wording.pl for each in field.values})
    return _flat(own[name]["values"])


def _flat(values: Mapping[str, str]) -> Dictionary:
    return Dictionary({("", code): words for code, words in values.items()})
