"""Imports as their readers may see them, how far they are, and what is wrong with their rows."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from core.permissions import Actor, Permission
from projects.agreements import queries as agreements
from projects.exchange import rows
from projects.exchange.models import EarlierProject, Import, ImportRow
from projects.exchange.vocabulary import CARRIED_OUT, MOVING, Differing, Standing, Step

REMEMBERED = 20


def imports_of(actor: Actor) -> QuerySet[Import]:
    """Those of projects in which the actor may enter people, the newest first."""
    projects = agreements.projects_visible_to(actor, Permission.EDIT_PEOPLE)
    found = Import.objects.filter(project__in=projects)
    return found.select_related("project", "made_by", "read_for", "recruitment__project", "earlier")


def moving() -> list[UUID]:
    return list(Import.objects.filter(step__in=MOVING).values_list("pk", flat=True))


def moving_earlier() -> list[UUID]:
    return list(EarlierProject.objects.filter(step=Step.READING).values_list("pk", flat=True))


def counts(found: Import) -> dict[str, int]:
    """By standing, how many rows; read from the rows, whoever is at work."""
    told = rows.data_of(found).order_by().values("standing").annotate(count=Count("pk"))
    return {one["standing"]: one["count"] for one in told}


def waiting(found: Import, counted: Mapping[str, int]) -> int:
    """Of rows counted by standing, how many are to be carried out, as was chosen (`rows.waiting`)."""
    return sum(counted.get(one, 0) for one in CARRIED_OUT[Differing(found.differing)])


def example_left(found: Import) -> bool:
    """Whether the example row of our template was among the rows: only that one says why it is out."""
    left = rows.data_of(found).filter(standing=Standing.LEFT, why__isnull=False)
    return bool(left.exists())


def unwritten(found: Import) -> Any:
    """Rows of people who are in, of whom not all that was said could be written down (`answers`)."""
    return rows.data_of(found).filter(standing=Standing.DONE, why__isnull=False)


def wrong_fields(found: Import) -> Counter[str]:
    """By field, how many rows have a mistake there."""
    bad = rows.data_of(found).filter(standing=Standing.BAD)
    return Counter(name for fields in bad.values_list("fields", flat=True) for name in fields)


def bad_rows(found: Import, field: str = "") -> QuerySet[ImportRow]:
    bad: Any = rows.data_of(found).filter(standing=Standing.BAD)
    return bad.filter(fields__contains=[field]) if field else bad


def remembered(found: Import) -> dict[str, str]:
    """By folded title, what members of this unit named it before; the newest word counts."""
    return remembered_of(found.kind, but=found)


def remembered_of(kind: str, *, but: Import | None = None) -> dict[str, str]:
    earlier = Import.objects.filter(kind=kind, titles__isnull=False)
    if but is not None:
        earlier = earlier.exclude(pk=but.pk)
    told: dict[str, str] = {}
    for one in earlier.order_by("-made_at")[:REMEMBERED]:
        told = {**json.loads(one.titles or "{}"), **told}
    return told


def files_with_meanings(kind: str, *, but: Import) -> list[Import]:
    """The latest files of the unit of which somebody said what words mean, the newest first."""
    earlier = Import.objects.filter(kind=kind, meanings__isnull=False).exclude(pk=but.pk)
    return list(earlier.only("kind", "meanings").order_by("-made_at")[:REMEMBERED])


def applied_before(found: Import) -> Import | None:
    """The same file in the same project, or round, entered and not taken back."""
    facts = ("project", "kind", "recruitment", "digest")
    same = Import.objects.filter(**{name: getattr(found, name) for name in facts})
    return same.filter(step=Step.APPLIED).exclude(pk=found.pk).order_by("-applied_at").first()
