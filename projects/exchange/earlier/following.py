"""Parts of an earlier project go one after another: what comes later is about people who came before.

Whoever works on parts holds them locked in their order, then the whole, then no part but one that waits and
comes later. Whoever drops one holds all before it, too, so that one that waits is never held by somebody who
has still to wait for the whole. So nobody waits in a circle, and what is decided of all parts is decided by
one at a time.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db.models import QuerySet

from core import together
from projects.exchange import rows, waking
from projects.exchange.models import EarlierProject, Import, ImportRow
from projects.exchange.refusals import LaterPartFirst, PartAtWork
from projects.exchange.vocabulary import MOVING, OVER, Standing, Step
from projects.participants import operations

SETTLED = (*OVER, Step.APPLIED)
AT_WORK = (Step.APPLYING, Step.UNDOING)
# What is left to somebody: to be entered, mended or decided.
OPEN = (Standing.ADD, Standing.ALIKE, Standing.CHANGE, Standing.CLASH, Standing.BAD)


def needs_nobody(found: Import) -> bool:
    """Whether a checked part says only what is here already."""
    is_open = rows.data_of(found).filter(standing__in=OPEN).exists()
    return found.step == Step.READY and not is_open


def go_on(found: Import) -> None:
    """Have the next part read and checked, in the transaction in which this one was settled.

    For whoever holds this one locked; whoever settles two at once waits at the whole. Where rows wait for
    somebody else to enter them, all that follows waits with them.
    """
    if found.earlier_id is None:
        return
    parts = _held_together(found.earlier_id)
    waiting = parts.filter(step=Step.WAITING).order_by("place")
    # Somebody may be dropping it at this moment; then it is the one after it.
    following = waiting.select_for_update().first()
    if following is None:
        return
    before = parts.filter(place__lt=following.place).exclude(step__in=OVER)
    if all(is_settled(one) for one in before):
        begin(following)


def hold_up_to(found: Import) -> None:
    """Lock a part and those before it, for whoever drops it."""
    if found.earlier_id is not None:
        held(Import.objects.filter(earlier=found.earlier_id, place__lte=found.place))


def held(parts: QuerySet[Import]) -> list[Import]:
    """These parts, locked in their order until the transaction ends."""
    locked = list(parts.select_for_update().order_by("place"))
    for part in locked:
        # A worker that comes meanwhile goes away.
        if part.step in MOVING:
            waking.wake(part)
    return locked


def _held_together(whole: UUID) -> QuerySet[Import]:
    """All parts, of which nobody else can move one that stands on another until this transaction ends."""
    EarlierProject.objects.select_for_update().get(pk=whole)
    return Import.objects.filter(earlier=whole)


def is_settled(part: Import) -> bool:
    if part.step != Step.APPLIED:
        return needs_nobody(part)
    return (
        not rows.waiting(part).exists()
        and not asked_anew(ImportRow.objects.filter(of=part)).exists()
    )


def asked_anew(some: QuerySet[ImportRow]) -> QuerySet[ImportRow]:
    """Those of which something was asked for the first time on entering: nobody chose to leave them."""
    return some.filter(standing=Standing.ALIKE, why__isnull=False)


def go_on_if_settled(found: Import) -> None:
    """After somebody answered or left out the last row that was open."""
    if is_settled(found):
        go_on(found)


def begin(part: Import) -> None:
    part.step = Step.READING
    part.save(update_fields=["step"])
    waking.wake(part)


def hand_on(found: Import) -> list[Import]:
    """Have the parts that wait behind it read in the same name: whoever goes on is not asked at each of them.

    Returns those parts.
    """
    if found.earlier_id is None:
        return []
    later = Import.objects.filter(
        earlier=found.earlier_id, place__gt=found.place, step=Step.WAITING
    )
    named = later.select_related(*rows.READ_WITH).order_by("place")
    left = [part for part in named.select_for_update(of=("self",)) if rows.is_left(part)]
    for part in left:
        part.read_for = found.read_for
        part.save(update_fields=["read_for"])
    return left


def allow_entering(found: Import) -> None:
    """Refuse while an earlier part moves: its people come or go. For whoever holds this one locked."""
    if found.earlier_id is None:
        return
    earlier = _held_together(found.earlier_id).filter(place__lt=found.place, step__in=AT_WORK)
    if (moving := earlier.order_by("place").first()) is not None:
        raise _at_work(moving)


def allow_taking_back(found: Import) -> None:
    """Refuse while a later part stands on what this one entered. For whoever holds this one locked."""
    if found.earlier_id is None:
        return
    later = _held_together(found.earlier_id).filter(place__gt=found.place)
    last = later.filter(step__in=(*AT_WORK, Step.APPLIED)).order_by("-place").first()
    if last is not None:
        raise _at_work(last) if last.step in AT_WORK else LaterPartFirst(name=_name(last))


def _at_work(part: Import) -> PartAtWork:
    return PartAtWork(name=_name(part), step=Step(part.step).label)


def _name(part: Import) -> object:
    return part.file_name or (part.place or 0) + 1


@contextmanager
def as_work_of_the_whole(found: Import, whose: Collection[UUID | None]) -> Iterator[None]:
    """Around what a part does to participations: what an earlier part entered, and nobody else touched,
    is still as the whole left it, so that it can be taken back once the later parts are.
    """
    ours = _untouched(found, {one for one in whose if one}) if found.earlier_id else []
    yield
    now = operations.fingerprints([row.target_id for row in ours if row.target_id])
    still = [row for row in ours if row.target_id in now]
    for row in still:
        row.after = now[row.target_id]  # type: ignore[index]
    together.update_each(still, ["after"])


def _untouched(found: Import, whose: Collection[UUID]) -> list[ImportRow]:
    """Rows of earlier parts that entered these participations, if those are as the whole left them."""
    held = operations.locked_with_their_people(whose)
    before = operations.fingerprints(held)
    earlier = ImportRow.objects.filter(
        of__earlier=found.earlier_id,
        of__place__lt=found.place,
        of__kind="participants",
        standing=Standing.DONE,
        target_id__in=before,
    )
    return [
        row for row in earlier if row.target_id and bytes(row.after or b"") == before[row.target_id]
    ]
