"""The data scope of each budget period: which fields are asked, with the official dictionaries.

The files keep the wording of the national forms sign by sign, en dashes included, with the
source of each field and who confirmed it. A new wording is a new version of a file, not code.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

FOLDER = Path(__file__).parent / "scopes"
REFUSED = "REFUSED"
# Checked elsewhere (V05, V28), or a level of ISCED rather than a value of the dictionary.
NOT_CODES = ("labour_status", "labour_detail", "isced", "exit_situation")
# A labour status and the register of the labour office, where the form of a period joins them.
JOINED = ":"


@dataclass(frozen=True)
class Wording:
    """The official Polish words, and ours in English."""

    pl: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Value:
    """One value of a dictionary; `of` is the labour status to which a detail belongs."""

    code: str
    wording: Wording
    of: str = ""


@dataclass(frozen=True, kw_only=True)
class ScopeField:
    """One field of the form; without values it is free text or a day."""

    name: str
    section: str
    label: Wording
    help: Wording
    required: bool
    required_when: Mapping[str, tuple[str, ...]]
    values: tuple[Value, ...]
    source: str
    checked_by: str

    @cached_property
    def codes(self) -> frozenset[str]:
        return frozenset(value.code for value in self.values)

    @property
    def may_refuse(self) -> bool:
        return REFUSED in self.codes

    def is_required(self, given: Mapping[str, object]) -> bool:
        """Whether it must be filled in beside the other values given."""
        conditions = self.required_when.items()
        return self.required or any(given.get(name) in codes for name, codes in conditions)

    def wording_of(self, code: str) -> Wording:
        """A code that the dictionary does not have, from before it changed, stays as it is."""
        return self._wordings.get(code) or Wording(code, code)

    @cached_property
    def _wordings(self) -> Mapping[str, Wording]:
        return {value.code: value.wording for value in self.values}


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The fields of one period in the order of its paper form."""

    rule_set: str
    version: str
    valid_from: date
    fields: Mapping[str, ScopeField]

    @cached_property
    def coded(self) -> Mapping[str, ScopeField]:
        """The fields that hold a code of their dictionary, and that no check of their own speaks of."""
        return {
            name: field
            for name, field in self.fields.items()
            if field.values and name not in NOT_CODES
        }

    def details_of(self, status: str) -> frozenset[str]:
        """The codes of "of which" that belong to a labour status."""
        return self._details.get(status, frozenset())

    @cached_property
    def _details(self) -> Mapping[str, frozenset[str]]:
        details = self.fields["labour_detail"].values
        return {
            status: frozenset(value.code for value in details if value.of == status)
            for status in {value.of for value in details}
        }

    def status_code(self, status: str, register: str) -> str:
        """The dictionary's code of a labour status; some periods tell who is registered."""
        codes, joined = self.fields["labour_status"].codes, f"{status}{JOINED}{register}"
        return joined if joined in codes else status

    def education_value(self, isced: int) -> Value:
        """The value that covers an ISCED level."""
        for value in self.fields["isced"].values:
            first, _, last = value.code.partition("-")
            if int(first) <= isced <= int(last):
                return value
        raise LookupError(f"{self.rule_set} has no education for ISCED {isced}")


@cache
def scope(rule_set: str) -> Scope:
    """The data scope of a rule set, 'P2014' or 'P2021'."""
    written = json.loads((FOLDER / f"{rule_set}.json").read_text(encoding="utf-8"))
    return Scope(
        rule_set=written["rule_set"],
        version=written["version"],
        valid_from=date.fromisoformat(written["valid_from"]),
        fields=MappingProxyType({one["field"]: _field(one) for one in written["fields"]}),
    )


def _field(written: dict[str, Any]) -> ScopeField:
    return ScopeField(
        name=written["field"],
        section=written["section"],
        label=Wording(written["pl"], written["en"]),
        help=Wording(written.get("help_pl", ""), written.get("help_en", "")),
        required=written.get("required", False),
        required_when={
            name: tuple(codes) for name, codes in written.get("required_when", {}).items()
        },
        values=tuple(
            Value(code=one["code"], wording=Wording(one["pl"], one["en"]), of=one.get("of", ""))
            for one in written.get("values", [])
        ),
        source=written["source"],
        checked_by=written["checked_by"],
    )


@cache
def basis_of(check: str) -> Wording:
    """The text that a numbered check stands on."""
    written = json.loads((FOLDER / "checks.json").read_text(encoding="utf-8"))["checks"]
    return Wording(**written[check])
