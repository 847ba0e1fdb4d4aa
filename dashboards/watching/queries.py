"""What can be asked of the watch: warnings that stand. Nothing here changes anything."""

from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from dashboards.watching import sentences
from dashboards.watching.models import Warned
from dashboards.watching.sentences import EarlyWarning
from indicators.definitions.models import Definition
from ui import formats


def warnings(*, unit_code: str = "", project_id: UUID | None = None) -> list[EarlyWarning]:
    """The warnings that stand, the most urgent first: all, of one unit or of one project; one query."""
    rows = standing()
    rows = rows.filter(unit_code=unit_code) if unit_code else rows
    rows = rows.filter(project_id=project_id) if project_id else rows
    return [sentences.told(row, indicator=row.indicator or "") for row in rows]


def standing() -> QuerySet[Any]:
    """Each with `indicator`: the name of the one that it speaks of, in the reader's language."""
    name = "short_name_pl" if formats.is_polish() else "short_name_en"
    spoken_of = Definition.objects.filter(pk=OuterRef("definition_code")).values(name)
    rows = Warned.objects.filter(ended_on=None).order_by("position", "pk")
    return rows.annotate(indicator=Subquery(spoken_of[:1]))
