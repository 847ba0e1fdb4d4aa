"""Texts and numbers that ship with recruitment: grids of real projects, retention, a first notice."""

import json
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from projects.recruitment.entries import BandEntry, CriterionEntry, ShippedGrid
from projects.recruitment.rules.retention import Retention

GRIDS = Path(__file__).parent / "grids"
RULE_SETS = Path(__file__).parent / "rule_sets"


@cache
def grids() -> tuple[ShippedGrid, ...]:
    """The grids of real projects, in the order of their titles."""
    found = [_grid(path.stem, _read(path)) for path in GRIDS.glob("*.json")]
    return tuple(sorted(found, key=lambda grid: grid.title))


def grid(code: str) -> ShippedGrid:
    """Raises LookupError for a code that is not shipped."""
    for each in grids():
        if each.code == code:
            return each
    raise LookupError(f"no grid {code!r}")


@cache
def retention() -> Retention:
    written = _read(RULE_SETS / "retention.json")
    return Retention(**{name: parameter["value"] for name, parameter in written.items()})


@cache
def retention_source() -> str:
    return str(_read(RULE_SETS / "retention.json")["rejected_months"]["source"])


@cache
def first_notice() -> str:
    """A draft of the notice, to be completed by the unit before it is published."""
    return "\n\n".join(_read(RULE_SETS / "notice.json")["paragraphs"])


def _read(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def _grid(code: str, written: dict[str, Any]) -> ShippedGrid:
    return ShippedGrid(
        code=code,
        title=written["title"],
        source=written["source"],
        checked_by=written["checked_by"],
        readings=tuple(written["readings"]),
        criteria=tuple(_criterion(each) for each in written["criteria"]),
    )


def _criterion(written: dict[str, Any]) -> CriterionEntry:
    facts = {name: value for name, value in written.items() if name not in ("bands", "points")}
    return CriterionEntry(
        **facts,
        points=_number(written.get("points")),
        bands=tuple(_bands(written.get("bands", ()))),
    )


def _bands(written: Iterable[dict[str, Any]]) -> Iterable[BandEntry]:
    for band in written:
        yield BandEntry(
            label=band["label"],
            points=Decimal(band["points"]),
            at_least=_number(band.get("from")),
            below=_number(band.get("below")),
        )


def _number(written: Any) -> Decimal | None:
    return None if written is None else Decimal(str(written))
