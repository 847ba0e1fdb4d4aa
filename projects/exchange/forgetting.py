"""What a file said is kept for two weeks, so that it can be taken back; then only counts stay."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import OperationalError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from projects.exchange import keeping, letting_go
from projects.exchange.earlier import following
from projects.exchange.models import (
    EarlierFile,
    EarlierProject,
    Import,
    ImportFile,
    ImportRow,
)
from projects.exchange.vocabulary import CARRIED_OUT, MOVING, OVER, Standing, Step
from projects.retention.refusals import ChangedMeanwhile

# A file may have come without a name.
SAYS_SOMETHING = Q(file_name__isnull=False) | Q(sheets__isnull=False) | Q(file__isnull=False)


@transaction.atomic
def forget(*, at: datetime) -> None:
    """Files and cells of imports that are done for two weeks, and imports that nobody went on with.

    What the columns were named, and what words were said to mean, stays, sealed, for the next file of the
    unit.
    """
    early = at - keeping.KEPT
    held, wholes = _held(_over(early, at=at)), _held_wholes(early)
    # Whoever was waited for may have entered another part of the same whole.
    ids = list(_over(early, at=at).filter(pk__in=held).values_list("pk", flat=True))
    old = Import.objects.filter(pk__in=ids)
    ImportFile.objects.filter(of__in=ids).delete()
    settled = _let_go_of_what_waits(old)
    told = ImportRow.objects.filter(of__in=ids, cells__isnull=False)
    told.update(**dict.fromkeys(letting_go.OF_ROW))
    begun = (Step.WAITING, Step.READING, Step.NAMING, Step.CHECKING, Step.READY)
    old.filter(step__in=begun).update(step=Step.DROPPED)
    old.update(**dict.fromkeys(letting_go.OF_IMPORT))
    _forget_wholes(wholes)
    for part in settled:
        following.go_on(part)


def _over(early: datetime, *, at: datetime) -> QuerySet[Import]:
    """Of which nothing is forgotten yet. What is going in or back at this moment is needed until it is done."""
    done = keeping.over(at=at) & ~Q(step__in=following.AT_WORK)
    # A part that still waits is needed as long as the workbook in which it came.
    left = Q(applied_at=None, made_at__lte=early) & (
        Q(earlier=None) | Q(earlier__in=_wholes_over(early))
    )
    return Import.objects.filter(done | left).filter(SAYS_SOMETHING)


def _held(found: QuerySet[Import]) -> list[UUID]:
    """Locked as parts are: in their order."""
    ordered = found.select_for_update(of=("self",)).order_by("earlier_id", "place", "pk")
    return list(ordered.values_list("pk", flat=True))


def _let_go_of_what_waits(old: QuerySet[Import]) -> list[Import]:
    """Rows of entered files that waited for an answer or to go in are not entered; returns whose they were."""
    waits = Q(standing=Standing.ALIKE)
    for differing, standings in CARRIED_OUT.items():
        waits |= Q(of__differing=differing, standing__in=standings)
    rows = ImportRow.objects.filter(waits, of__in=old.filter(applied_at__isnull=False))
    settled = list(old.filter(pk__in=rows.values("of")).order_by("earlier_id", "place"))
    rows.update(standing=Standing.FAILED)
    return settled


def _wholes_over(early: datetime) -> QuerySet[EarlierProject]:
    """Sent two weeks ago, and nothing of them was entered since."""
    going_on = Import.objects.filter(keeping.entered_since(early), earlier__isnull=False)
    old = EarlierProject.objects.filter(made_at__lte=early)
    return old.exclude(pk__in=going_on.values("earlier"))


def _held_wholes(early: datetime) -> list[UUID]:
    over = _wholes_over(early).filter(SAYS_SOMETHING)
    return list(over.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))


def _forget_wholes(ids: Collection[UUID]) -> None:
    """The workbook is kept as long as a part can be entered or taken back."""
    old = EarlierProject.objects.filter(pk__in=ids)
    EarlierFile.objects.filter(of__in=ids).delete()
    old.filter(step__in=(Step.READING, Step.NAMING)).update(step=Step.DROPPED)
    old.update(**dict.fromkeys(letting_go.OF_WHOLE))


def hold_project(project_id: UUID) -> None:
    """Lock the files of a project, before its people are removed: whoever works on one ends first.

    In the order in which everybody does: parts, then wholes, then rows, then people. Of rows that are
    being entered those of later parts come first, for they mark what earlier ones brought.
    """
    parts = Import.objects.filter(project=project_id)
    list(parts.select_for_update().order_by("earlier_id", "place", "pk").values_list("pk"))
    wholes = EarlierProject.objects.filter(project=project_id)
    list(wholes.select_for_update().order_by("pk").values_list("pk"))
    shared = ImportRow.objects.filter(of__in=parts.filter(step__in=MOVING))
    rows = shared.order_by("-of__place", "of_id", "sheet", "number")
    list(rows.select_for_update(of=("self",)).values_list("pk"))


def forget_project(project_id: UUID) -> Collection[UUID]:
    """The people of a project are removed: whatever files said of them goes, too, and nobody is entered."""
    found = Import.objects.filter(project=project_id)
    _hold_what_came_since(found)
    gone = set(found.values_list("pk", flat=True))
    _end(found)
    ImportFile.objects.filter(of__in=gone).delete()
    ImportRow.objects.filter(of__in=gone).delete()
    found.update(**dict.fromkeys((*letting_go.OF_IMPORT, "titles", "meanings")), columns={})
    wholes = EarlierProject.objects.filter(project=project_id)
    gone |= set(wholes.values_list("pk", flat=True))
    EarlierFile.objects.filter(of__in=wholes).delete()
    wholes.update(**dict.fromkeys(letting_go.OF_WHOLE))
    unsettled = wholes.exclude(step__in=OVER).exclude(parts__step=Step.APPLIED)
    unsettled.update(step=Step.DROPPED)
    return gone


def _hold_what_came_since(found: QuerySet[Import]) -> None:
    """A file may have come while the project was waited for. Whoever works on it may wait for the project:
    so nobody waits for them.
    """
    try:
        list(found.select_for_update(nowait=True).values_list("pk"))
    except OperationalError as held:
        raise ChangedMeanwhile from held


def _end(found: QuerySet[Import]) -> None:
    """Where somebody was entered the file stays one that was; whatever waits is dropped."""
    entered = ImportRow.objects.filter(of=OuterRef("pk"), standing=Standing.DONE)
    found.filter(Exists(entered), step=Step.APPLYING).update(step=Step.APPLIED)
    found.filter(step=Step.UNDOING).update(step=Step.UNDONE)
    found.exclude(step__in=(*OVER, Step.APPLIED)).update(step=Step.DROPPED)
