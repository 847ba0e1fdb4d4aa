"""How a release is kept: where its figures stand, what the last one showed, and what this one shows."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from dashboards.metropolis.codes import UNPLACED
from dashboards.metropolis.models import Release, ReleasedBreakdown, ReleasedCell


class Key(NamedTuple):
    """Where a cell stands; see ReleasedCell, and ReleasedBreakdown where it has a trait."""

    unit_code: str
    project_id: UUID | None
    definition_code: str
    period: str
    sex: str
    disability: str
    trait: str = ""
    value: str = ""


class Counts(NamedTuple):
    participations: int
    people: int


def told_before() -> dict[Key, Counts | None] | None:
    """What the last release showed, and None for what it hid; nothing before the first one."""
    latest = Release.objects.order_by("-pk").first()
    if latest is None:
        return None
    columns = [name for name in Key._fields if name not in ("trait", "value")]
    numbers = ("participations_count", "people_count")
    cells = latest.cells.values_list(*columns, *numbers)
    told = {_named(*row[:6]): _counts(*row[6:]) for row in cells}
    for row in latest.breakdowns.values_list(
        "unit_code", "definition_code", "period", "sex", "trait", "value", *numbers
    ):
        unit_code, code, period, sex, trait, value, *counted = row
        told[Key(unit_code, None, code, period, sex, "", trait, value)] = _counts(*counted)
    return told


def _named(unit_code: str, project_id: UUID | None, *rest: Any) -> Key:
    return Key(unit_code or (UNPLACED if project_id else ""), project_id, *rest)


def _counts(participations: int | None, people: int | None) -> Counts | None:
    return None if participations is None or people is None else Counts(participations, people)


def tell(release: Release, shown: Mapping[Key, Counts | None]) -> None:
    """Write what each cell shows; what lies in no powiat or city is written of projects alone."""
    ReleasedCell.objects.bulk_create(
        (
            _cell(release, key, found)
            for key, found in shown.items()
            if not key.trait and (key.project_id or key.unit_code != UNPLACED)
        ),
        batch_size=2000,
    )
    ReleasedBreakdown.objects.bulk_create(
        (
            _breakdown(release, key, found)
            for key, found in shown.items()
            if key.trait and key.unit_code != UNPLACED
        ),
        batch_size=2000,
    )


def _cell(release: Release, key: Key, shown: Counts | None) -> ReleasedCell:
    where = {name: value for name, value in key._asdict().items() if name not in ("trait", "value")}
    unit_code = "" if key.unit_code == UNPLACED else key.unit_code
    return ReleasedCell(release=release, **{**where, "unit_code": unit_code}, **_numbers(shown))


def _breakdown(release: Release, key: Key, shown: Counts | None) -> ReleasedBreakdown:
    return ReleasedBreakdown(
        release=release,
        definition_code=key.definition_code,
        trait=key.trait,
        unit_code=key.unit_code,
        period=key.period,
        value=key.value,
        sex=key.sex,
        **_numbers(shown),
    )


def _numbers(shown: Counts | None) -> dict[str, Any]:
    participations, people = shown or (None, None)
    return {
        "is_hidden": shown is None,
        "participations_count": participations,
        "people_count": people,
    }
