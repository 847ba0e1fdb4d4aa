"""Changes of borders: a whole official file of one level and day, or nothing of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from core import audit
from core.operation import operation
from core.permissions import Actor, Permission, require
from territory import queries
from territory.boundaries import checks
from territory.boundaries.preparing import Prepared
from territory.models import Boundary, BoundarySet


@dataclass(frozen=True)
class Source:
    """Who published the borders, when, and what has to be said wherever they are shown."""

    name: str
    licence: str
    published_on: date | None = None


@operation()
def load_boundaries(
    *,
    by: Actor,
    prepared: Prepared,
    source: Source,
    valid_from: date,
    at: datetime,
    changed: Collection[str] = (),
) -> BoundarySet:
    """Load the borders that hold from a day; those of the same level and day are replaced."""
    require(by, Permission.EDIT_DEFINITIONS)
    check_against_before(prepared, valid_from=valid_from, changed=changed)
    BoundarySet.objects.filter(level=prepared.level, valid_from=valid_from).delete()
    loaded = BoundarySet.objects.create(
        level=prepared.level,
        valid_from=valid_from,
        source=source.name,
        published_on=source.published_on,
        licence=source.licence,
        tolerance_metres=prepared.tolerance,
        loaded_at=at,
    )
    Boundary.objects.bulk_create(Boundary(of=loaded, **one.as_row()) for one in prepared.outlines)
    audit.record("loaded borders", loaded, by=by, reason=f"{prepared.level}, {valid_from}")
    return loaded


def check_against_before(
    prepared: Prepared, *, valid_from: date, changed: Collection[str] = ()
) -> None:
    """Refuse fewer units than have borders on that day, and other areas, but for named units."""
    before = queries.borders(prepared.level, valid_from)
    known = list(before.outlines.all()) if before else []
    codes = {one.code for one in prepared.outlines}
    checks.check_nothing_is_lost(codes, {one.code: one.name for one in known})
    areas = {one.code: one.area for one in known}
    checks.check_areas(
        {one.code: one.area for one in prepared.outlines},
        areas,
        {one.code: one.name for one in prepared.outlines},
        changed=changed,
    )


def is_loaded(prepared: Prepared, *, source: Source, valid_from: date) -> bool:
    """Whether exactly these borders hold from that day already: loading them would change nothing."""
    loaded = BoundarySet.objects.filter(
        level=prepared.level,
        valid_from=valid_from,
        source=source.name,
        published_on=source.published_on,
        licence=source.licence,
    ).first()
    if loaded is None:
        return False
    columns = list(prepared.outlines[0].as_row())
    rows = loaded.outlines.order_by("code").values(*columns)
    return list(rows) == [one.as_row() for one in prepared.outlines]


def differences(prepared: Prepared, *, valid_from: date) -> list[tuple[str, str, float | None]]:
    """Each unit that is not as before: code, name and by how much its area differs (None: it is new)."""
    before = queries.borders(prepared.level, valid_from)
    known = {one.code: one for one in before.outlines.all()} if before else {}
    return [
        (
            one.code,
            one.name,
            100 * (one.area - known[one.code].area) / known[one.code].area
            if one.code in known
            else None,
        )
        for one in prepared.outlines
        if one.code not in known or known[one.code].path != one.path
    ]
