"""Files that take long: asked for by a row, made by a worker, taken once by whoever asked.

An app registers a maker of a kind in `ready` and hands over with `operations.prepare_file`. A maker
writes bytes to `making.out` and says with `making.tell` how far it is; everything else, sealing, progress,
another worker after one that died, the page, the link that works once and the forgetting, is done here.

    preparing.register(Maker(code="...", label=_("..."), allow=allow, make=make))
    operations.prepare_file(kind="...", arguments={...}, name="a.zip", at=now, by=member)
"""

import json
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Model, Q, QuerySet
from django.utils import timezone, translation
from django.utils.functional import Promise

from core import audit, tenancy
from core.errors import RuleBroken
from core.ledger.models import Member
from core.permissions import Actor
from projects.workbench.models import PreparedFile, PreparedPiece

logger = logging.getLogger(__name__)
State = PreparedFile.State
Arguments = Mapping[str, Any]
PIECE = 1 << 20  # bytes
# A piece takes a second: whoever wrote nothing for so long is dead.
LEASE = timedelta(minutes=3)
MOST_ATTEMPTS = 3
KEPT = timedelta(hours=24)
EACH = 1.0  # seconds between two words about progress
GAVE_UP = "GaveUp"


class TakenOver(Exception):
    """It was silent longer than the lease, or dropped: what this worker makes is nobody's."""


@dataclass(frozen=True, kw_only=True)
class Trace:
    """What the trail tells once the file is made: as `core.audit.record` takes it."""

    verb: str
    subject: Model | type[Model]
    fields: Iterable[str] = ()
    reason: str = ""
    count: int = 1


@dataclass(frozen=True, kw_only=True)
class Making:
    """One file being made: what was asked, by whom, where its bytes go, and how far it is."""

    arguments: Arguments
    by: Member
    at: datetime
    out: "Pieces"

    def tell(self, done: int, total: int = 0) -> None:
        """How many of how many are done; without a total the page shows that it goes on."""
        self.out.tell_progress(done, total)


@dataclass(frozen=True, kw_only=True)
class Maker:
    """A kind of file. `allow` raises where the actor may not have it: asked when it is asked for, when it
    is made and when it is taken. `make` writes it; what it returns is told to the trail. `taken` is told
    that the file is let out, in the same transaction. Of a single kind nobody has two at a time.
    """

    code: str
    label: str | Promise
    allow: Callable[[Actor, Arguments], None]
    make: Callable[[Making], Trace | None]
    taken: Callable[[Member, Arguments, datetime], object] | None = None
    is_single: bool = False


# Filled by the apps above, in `ready`.
makers: dict[str, Maker] = {}


def register(maker: Maker) -> None:
    makers[maker.code] = maker


def arguments_of(prepared: PreparedFile) -> Arguments:
    return json.loads(prepared.arguments or "{}")


@dataclass
class Pieces:
    """Where a maker writes: bytes become sealed rows, and each of them says that somebody is alive."""

    of: PreparedFile
    _held: bytearray = field(default_factory=bytearray)
    _number: int = 0
    _told: tuple[int, int] = (0, 0)
    _told_at: float = 0.0

    def write(self, content: bytes | bytearray | memoryview) -> int:
        self._held += content
        while len(self._held) >= PIECE:
            self._keep(bytes(self._held[:PIECE]))
            del self._held[:PIECE]
        return len(content)

    def flush(self) -> None:
        """What a writer of archives asks for; a piece waits until it is full."""

    def tell_progress(self, done: int, total: int) -> None:
        self._told = (done, total)
        now = time.monotonic()
        if now - self._told_at >= EACH:
            self._told_at = now
            _mark(self.of, **self._facts())

    def end(self) -> None:
        if self._held:
            self._keep(bytes(self._held))
            self._held.clear()

    def _keep(self, content: bytes) -> None:
        with transaction.atomic():
            _mark(self.of, size=F("size") + len(content), **self._facts())
            piece = PreparedPiece(of=self.of, number=self._number)
            piece.seal(content)
            piece.save(force_insert=True)
        self._number += 1

    def _facts(self) -> dict[str, Any]:
        done, total = self._told
        return {"done_count": done, "total_count": total, "moved_at": timezone.now()}


def make(file_id: UUID | str) -> None:
    """Make a file that waits or was left; nothing happens where it is made already, or by another."""
    prepared = _taken(file_id)
    if prepared is None:
        return
    try:
        with translation.override(prepared.language):
            _make(prepared)
    except TakenOver:
        logger.warning("file %s is another worker's by now, or was dropped", prepared.pk)
    except RuleBroken as refusal:
        # An answer, and no failure: the right went while the file waited.
        _fail(prepared, type(refusal).__name__)
    except Exception as error:
        _fail(prepared, type(error).__name__)
        raise


def left() -> list[UUID]:
    """The files that wait for somebody to make them, oldest first; those that nobody survives fail."""
    lost = _abandoned().filter(attempts_count__gte=MOST_ATTEMPTS)
    for prepared in lost:
        _fail(prepared, GAVE_UP)
    return list(_free().order_by("asked_at").values_list("pk", flat=True))


def kept(kind: str, *, of: Member, at: datetime) -> PreparedFile | None:
    """The file of a kind that is being made for somebody or waits for them, the latest of them."""
    open_ones = Q(state__in=(State.WAITING, State.RUNNING)) | Q(state=State.READY, until__gt=at)
    return (
        PreparedFile.objects.filter(open_ones, kind=kind, member=of).order_by("-asked_at").first()
    )


def withdraw(kind: str, *, of: Member) -> None:
    """Drop whatever of a kind is being made for somebody or waits for them."""
    files = PreparedFile.objects.filter(kind=kind, member=of)
    files = files.filter(state__in=(State.WAITING, State.RUNNING, State.READY))
    PreparedPiece.objects.filter(of__in=files).delete()
    files.update(state=State.GONE, arguments=None)


def content_of(prepared: PreparedFile) -> Iterator[bytes]:
    """The bytes, piece by piece, wherever they are asked for: an answer is sent when its page has left."""
    place = tenancy.current()
    pieces = list(prepared.pieces.order_by("number").values_list("pk", flat=True))

    def opened() -> Iterator[bytes]:
        for piece_id in pieces:
            with tenancy.inside(place):
                content = PreparedPiece.objects.get(pk=piece_id).opened()
            yield content
        with tenancy.inside(place):
            PreparedPiece.objects.filter(of=prepared.pk).delete()

    return opened()


def _make(prepared: PreparedFile) -> None:
    maker, arguments = makers[prepared.kind], arguments_of(prepared)
    maker.allow(prepared.member, arguments)
    out, at = Pieces(prepared), timezone.now()
    trace = maker.make(Making(arguments=arguments, by=prepared.member, at=at, out=out))
    out.end()
    with transaction.atomic():
        now = timezone.now()
        _mark(prepared, state=State.READY, moved_at=now, until=now + KEPT)
        if trace:
            audit.record(**vars(trace), by=prepared.member)


def _free() -> QuerySet[PreparedFile]:
    waiting = PreparedFile.objects.filter(state=State.WAITING)
    return (waiting | _abandoned()).filter(attempts_count__lt=MOST_ATTEMPTS)


def _abandoned() -> QuerySet[PreparedFile]:
    return PreparedFile.objects.filter(state=State.RUNNING, moved_at__lt=timezone.now() - LEASE)


def _taken(file_id: UUID | str) -> PreparedFile | None:
    """The file, if it is ours to make, begun anew: of two workers one gets it."""
    begun = {"state": State.RUNNING, "moved_at": timezone.now(), "size": 0, "done_count": 0}
    with transaction.atomic():
        ours = _free().filter(pk=file_id)
        if not ours.update(attempts_count=F("attempts_count") + 1, **begun):
            return None
        prepared = PreparedFile.objects.select_related("member").get(pk=file_id)
        PreparedPiece.objects.filter(of=prepared).delete()
        return prepared


def _mark(prepared: PreparedFile, **facts: Any) -> None:
    """Write on the row as long as it is ours."""
    ours = {"state": State.RUNNING, "attempts_count": prepared.attempts_count}
    if not PreparedFile.objects.filter(pk=prepared.pk, **ours).update(**facts):
        raise TakenOver


def _fail(prepared: PreparedFile, problem: str) -> None:
    with transaction.atomic():
        ours = {"state": State.RUNNING, "attempts_count": prepared.attempts_count}
        failed = PreparedFile.objects.filter(pk=prepared.pk, **ours)
        if failed.update(state=State.FAILED, problem=problem[:60]):
            PreparedPiece.objects.filter(of=prepared.pk).delete()
