"""What a file said is kept for two weeks, so that it can be taken back; then only counts stay."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from projects.exchange import keeping, letting_go
from projects.exchange.models import (
    EarlierFile,
    EarlierProject,
    Import,
    ImportFile,
    ImportRow,
)
from projects.exchange.vocabulary import Step


def forget(*, at: datetime) -> None:
    """Files and cells of imports that are done for two weeks, and imports that nobody went on with.

    What the columns were named stays, sealed, for the next file of the unit.
    """
    early = at - keeping.KEPT
    # A part that still waits is needed as long as the workbook in which it came.
    left = Q(applied_at=None, made_at__lte=early) & (
        Q(earlier=None) | Q(earlier__in=_wholes_over(early))
    )
    old = Import.objects.filter(keeping.over(at=at) | left)
    ImportFile.objects.filter(of__in=old).delete()
    told = ImportRow.objects.filter(of__in=old, cells__isnull=False)
    told.update(**dict.fromkeys(letting_go.OF_ROW))
    old.filter(file_name__isnull=False).update(**dict.fromkeys(letting_go.OF_IMPORT))
    begun = (Step.WAITING, Step.READING, Step.NAMING, Step.CHECKING, Step.READY)
    old.filter(step__in=begun).update(step=Step.DROPPED)
    _forget_wholes(early)


def _wholes_over(early: datetime) -> QuerySet[EarlierProject]:
    """Sent two weeks ago, and nothing of them was entered since."""
    going_on = Import.objects.filter(earlier__isnull=False, last_applied_at__gt=early)
    old = EarlierProject.objects.filter(made_at__lte=early)
    return old.exclude(pk__in=going_on.values("earlier"))


def _forget_wholes(early: datetime) -> None:
    """The workbook is kept as long as a part can be entered or taken back."""
    old = _wholes_over(early)
    EarlierFile.objects.filter(of__in=old).delete()
    old.filter(file_name__isnull=False).update(file_name=None, sheets=None, refusal=None)
    old.filter(step__in=(Step.READING, Step.NAMING)).update(step=Step.DROPPED)


def forget_project(project_id: UUID) -> Collection[UUID]:
    """The people of a project are removed: whatever files said of them goes, too."""
    found = Import.objects.filter(project=project_id)
    # Whoever reads a file ends first: rows that are on their way are not seen yet.
    list(found.select_for_update().order_by("pk").values_list("pk"))
    gone = set(found.values_list("pk", flat=True))
    ImportFile.objects.filter(of__in=gone).delete()
    ImportRow.objects.filter(of__in=gone).delete()
    found.update(**dict.fromkeys((*letting_go.OF_IMPORT, "titles")), columns={})
    wholes = EarlierProject.objects.filter(project=project_id)
    gone |= set(wholes.values_list("pk", flat=True))
    EarlierFile.objects.filter(of__in=wholes).delete()
    wholes.update(file_name=None, sheets=None, refusal=None)
    return gone
