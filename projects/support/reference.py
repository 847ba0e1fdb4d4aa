"""What the programme says about support, read from versioned files that keep their sources."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

FOLDER = Path(__file__).parent / "reference_files"


@dataclass(frozen=True, kw_only=True)
class NationalValue:
    """One pair of the national file: the kind of support and its "w tym" (may be empty)."""

    code: str
    kind: str
    detail: str
    source: str
    checked_by: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}" if self.detail else self.kind


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Parameters of warnings and internships; the file keeps the source of each."""

    absences_in_a_row: int
    days_without_support: int
    days_off: int
    days_off_per_calendar_days: int
    placement_hours_a_day: int
    placement_hours_a_week: int
    longest_day_hours: int


@cache
def national_values(rule_set: str) -> Mapping[str, NationalValue]:
    """The values of a period by our code, in the order of the file; none where none is known."""
    written = _read("national_values").get(rule_set, {"values": []})
    values = [NationalValue(**value) for value in written["values"]]
    return MappingProxyType({value.code: value for value in values})


@cache
def starter_catalogue() -> tuple[Mapping[str, Any], ...]:
    """Services to begin with, as fields of the model."""
    return tuple(MappingProxyType(service) for service in _read("starter_catalogue")["services"])


@cache
def limits() -> Limits:
    values = {name: entry["value"] for name, entry in _read("limits").items() if name != "version"}
    return Limits(
        absences_in_a_row=values["absences_in_a_row"],
        days_without_support=values["days_without_support"],
        days_off=values["placement_days_off"]["days"],
        days_off_per_calendar_days=values["placement_days_off"]["per_calendar_days"],
        placement_hours_a_day=values["placement_hours"]["a_day"],
        placement_hours_a_week=values["placement_hours"]["a_week"],
        longest_day_hours=values["longest_day_hours"],
    )


def _read(name: str) -> dict[str, Any]:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
