"""Parts of an earlier project go one after another: what comes later is about people who came before."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from core import jobs, tenancy, together
from projects.exchange import rows
from projects.exchange.models import EarlierProject, Import, ImportRow
from projects.exchange.vocabulary import OVER, Standing, Step
from projects.participants import operations
from projects.participants.models import Participation

ADVANCE = "projects.exchange.tasks.advance"
SETTLED = (*OVER, Step.APPLIED)
# What is left to somebody: to be entered, mended or decided.
OPEN = (Standing.ADD, Standing.ALIKE, Standing.CHANGE, Standing.CLASH, Standing.BAD)


def needs_nobody(found: Import) -> bool:
    """Whether a checked part says only what is here already."""
    is_open = rows.data_of(found).filter(standing__in=OPEN).exists()
    return found.step == Step.READY and not is_open


def go_on(found: Import) -> None:
    """Have the next part read and checked, in the transaction in which this one was settled.

    For whoever holds this one locked; whoever settles two at once waits at the whole.
    """
    if found.earlier_id is None:
        return
    EarlierProject.objects.select_for_update().get(pk=found.earlier_id)
    parts = Import.objects.filter(earlier=found.earlier_id)
    following = parts.filter(step=Step.WAITING).order_by("place").first()
    if following is None:
        return
    before = parts.filter(place__lt=following.place).exclude(step__in=SETTLED)
    if all(needs_nobody(one) for one in before):
        begin(following)


def go_on_if_settled(found: Import) -> None:
    """After somebody answered or left out the last row that was open."""
    if needs_nobody(found):
        go_on(found)


def begin(part: Import) -> None:
    part.step = Step.READING
    part.save(update_fields=["step"])
    jobs.send_after_commit(ADVANCE, tenancy.current().schema_name, str(part.pk))


def in_the_way(found: Import) -> Import | None:
    """The last later part that stands on what this one entered; it is taken back first."""
    if found.earlier_id is None:
        return None
    later = Import.objects.filter(earlier=found.earlier_id, place__gt=found.place)
    standing = later.filter(step__in=(Step.APPLYING, Step.APPLIED, Step.UNDOING))
    return standing.order_by("-place").first()


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
    people: Any = Participation.objects.select_for_update(of=("self", "person"))
    held = people.select_related("person").filter(pk__in=whose).order_by("pk")
    before = operations.fingerprints([one.pk for one in held])
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
