"""What a tenant can ask about its own figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from indicators.cells.models import Cell

WHOLE_TIME = "ALL"


@dataclass(frozen=True)
class Count:
    """Participations add up; people are counted once within the scope of the cell."""

    participations: int
    people: int


NOBODY = Count(0, 0)


def by_project(project_ids: Iterable[UUID]) -> dict[tuple[UUID, str, str], Count]:
    """Counts from the start, keyed by project, indicator and sex ('' for everybody)."""
    rows = Cell.objects.filter(project_id__in=list(project_ids), period=WHOLE_TIME, disability="")
    return {
        (row.project_id, row.definition_code, row.sex): Count(
            row.participations_count, row.people_count
        )
        for row in rows
        if row.project_id
    }


def whole_tenant() -> dict[str, Count]:
    """Counts of the whole tenant from the start, by indicator."""
    rows = Cell.objects.filter(project_id=None, period=WHOLE_TIME, sex="", disability="")
    return {row.definition_code: Count(row.participations_count, row.people_count) for row in rows}
