"""The premises of exclusion, what proves them, and the benefits that bar from a KIS or a CIS."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from projects.participants.scopes import FOLDER, Wording


@dataclass(frozen=True, kw_only=True)
class PremiseKind:
    """One premise of the list; `valid_to` is the last day the law knew it."""

    code: str
    wording: Wording
    basis: str
    evidence: tuple[str, ...]
    proves_disability: bool
    valid_to: date | None


@dataclass(frozen=True, kw_only=True)
class Benefit:
    """A benefit, and the reintegration units (KIS, CIS) that whoever has it may not join."""

    code: str
    wording: Wording
    bars: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    version: str
    source: str
    checked_by: str
    premises: Mapping[str, PremiseKind]
    evidence: Mapping[str, Wording]
    disability_degrees: Mapping[str, Wording]
    disability_kinds: Mapping[str, Wording]
    benefits: Mapping[str, Benefit]

    def known_on(self, day: date) -> list[PremiseKind]:
        """The premises the law knew on a day."""
        kinds = self.premises.values()
        return [kind for kind in kinds if kind.valid_to is None or day <= kind.valid_to]


@cache
def catalogue() -> Catalogue:
    written = json.loads((FOLDER / "premises.json").read_text(encoding="utf-8"))
    return Catalogue(
        version=written["version"],
        source=written["source"],
        checked_by=written["checked_by"],
        premises=MappingProxyType({one["code"]: _premise(one) for one in written["premises"]}),
        evidence=_wordings(written["evidence"]),
        disability_degrees=_wordings(written["disability_degrees"]),
        disability_kinds=_wordings(written["disability_kinds"]),
        benefits=MappingProxyType({one["code"]: _benefit(one) for one in written["benefits"]}),
    )


def _premise(written: dict[str, Any]) -> PremiseKind:
    last = written.get("valid_to")
    return PremiseKind(
        code=written["code"],
        wording=Wording(written["pl"], written["en"]),
        basis=written["basis"],
        evidence=tuple(written["evidence"]),
        proves_disability=written.get("proves_disability", False),
        valid_to=date.fromisoformat(last) if last else None,
    )


def _benefit(written: dict[str, Any]) -> Benefit:
    return Benefit(
        code=written["code"],
        wording=Wording(written["pl"], written["en"]),
        bars=tuple(written.get("bars", ("KIS", "CIS"))),
    )


def _wordings(written: list[dict[str, str]]) -> Mapping[str, Wording]:
    return MappingProxyType({one["code"]: Wording(one["pl"], one["en"]) for one in written})
