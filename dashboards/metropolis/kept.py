"""How a release is kept: where its figures stand, what the last one showed, and what this one shows."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.days import warsaw_day
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


class Shown(NamedTuple):
    """What a release showed of a cell, and since when; None where it hid it."""

    counts: Counts | None
    since: date | None


def told_before() -> dict[Key, Counts | None] | None:
    """What the last release showed, and None for what it hid; nothing before the first one."""
    latest = Release.objects.order_by("-pk").first()
    return {key: one.counts for key, one in _shown_by(latest).items()} if latest else None


def _shown_by(release: Release) -> dict[Key, Shown]:
    columns = [name for name in Key._fields if name not in ("trait", "value")]
    numbers = ("participations_count", "people_count", "since")
    cells = release.cells.values_list(*columns, *numbers)
    told = {_named(*row[:6]): _shown(*row[6:]) for row in cells}
    for row in release.breakdowns.values_list(
        "unit_code", "definition_code", "period", "sex", "trait", "value", *numbers
    ):
        unit_code, code, period, sex, trait, value, *counted = row
        told[Key(unit_code, None, code, period, sex, "", trait, value)] = _shown(*counted)
    return told


def _named(unit_code: str, project_id: UUID | None, *rest: Any) -> Key:
    return Key(unit_code or (UNPLACED if project_id else ""), project_id, *rest)


def _shown(participations: int | None, people: int | None, since: date | None) -> Shown:
    is_hidden = participations is None or people is None
    return Shown(None if is_hidden else Counts(participations, people), since)  # type: ignore[arg-type]


def _since(release: Release, shown: Mapping[Key, Counts | None]) -> dict[Key, date | None]:
    """The day from which each cell shows its numbers; None for a hidden one."""
    day = warsaw_day(release.released_at)
    since = {key: counts and day for key, counts in shown.items()}
    last = Release.objects.filter(pk__lt=release.pk).order_by("-pk").first()
    if last is None:
        return since
    told_on = warsaw_day(last.released_at)
    for key, before in _shown_by(last).items():
        if before.counts is not None and shown.get(key) == before.counts:
            since[key] = before.since or told_on
    return since


def tell(release: Release, shown: Mapping[Key, Counts | None]) -> None:
    """Write what each cell shows; what lies in no powiat or city is written of projects alone."""
    since = _since(release, shown)
    ReleasedCell.objects.bulk_create(
        (
            _cell(release, key, found, since[key])
            for key, found in shown.items()
            if not key.trait and (key.project_id or key.unit_code != UNPLACED)
        ),
        batch_size=2000,
    )
    ReleasedBreakdown.objects.bulk_create(
        (
            _breakdown(release, key, found, since[key])
            for key, found in shown.items()
            if key.trait and key.unit_code != UNPLACED
        ),
        batch_size=2000,
    )


def _cell(release: Release, key: Key, shown: Counts | None, since: date | None) -> ReleasedCell:
    where = {name: value for name, value in key._asdict().items() if name not in ("trait", "value")}
    unit_code = "" if key.unit_code == UNPLACED else key.unit_code
    numbers = _numbers(shown, since)
    return ReleasedCell(release=release, **{**where, "unit_code": unit_code}, **numbers)


def _breakdown(
    release: Release, key: Key, shown: Counts | None, since: date | None
) -> ReleasedBreakdown:
    return ReleasedBreakdown(
        release=release,
        definition_code=key.definition_code,
        trait=key.trait,
        unit_code=key.unit_code,
        period=key.period,
        value=key.value,
        sex=key.sex,
        **_numbers(shown, since),
    )


def _numbers(shown: Counts | None, since: date | None) -> dict[str, Any]:
    participations, people = shown or (None, None)
    return {
        "is_hidden": shown is None,
        "participations_count": participations,
        "people_count": people,
        "since": since,
    }
