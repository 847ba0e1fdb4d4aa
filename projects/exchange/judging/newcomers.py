"""Who came since the rows of a file were compared with everybody: others go on while its pieces go in.

Somebody who was entered, enrolled or corrected meanwhile may look like a person who is about to be added.
"""

from collections import deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy

from core import together
from core.ids import earlier, made_at, new_id
from core.ledger.models import AuditEvent
from projects.exchange import saying
from projects.exchange.judging import resembling
from projects.exchange.kinds import Reader, Verdict
from projects.exchange.models import Import, ImportRow
from projects.exchange.vocabulary import Standing
from projects.participants import links, similarity
from projects.participants.models import Person

# How long before anything is written somebody's identifier may have been made: at the sending, in a look.
A_WHILE, NOT_BEGUN = timedelta(minutes=1), timedelta(seconds=5)
# In `Import.readers`, so that the next piece goes on from there.
NEWCOMERS = "newcomers"
Ready = tuple[ImportRow, Any, Verdict]


def ask_about(found: Import, ready: Sequence[Ready], reader: Reader) -> list[Ready]:
    """Who is still to be entered. Whoever looks like a newcomer is asked about first: the row waits as
    before the first answer, and says why.
    """
    new = [(row, entry) for row, entry, verdict in ready if verdict.is_new]
    if NEWCOMERS not in found.readers:
        found.readers[NEWCOMERS] = Newcomers(found)
    came = found.readers[NEWCOMERS].look() if new else ()
    if not came:
        return list(ready)
    entries = [(entry, bytes(row.key or b"")) for row, entry in new]
    alike = reader.resembling(entries, among=came)
    asked = {
        row
        for (row, _entry), others in zip(new, alike, strict=True)
        if others and not resembling.is_answered(row, others)
    }
    for row in asked:
        row.standing, row.why = Standing.ALIKE, saying.kept(_CAME_SINCE)
    return [one for one in ready if one[0] not in asked]


_CAME_SINCE = gettext_lazy(
    "Somebody who looks like this person was entered or corrected after the check."
)


def note(found: Import, made: Iterable[UUID]) -> None:
    """These participations a piece of the file has made: the next one need not find that out."""
    if NEWCOMERS in found.readers:
        found.readers[NEWCOMERS].told.update(made)


class Newcomers:
    """Whom others entered, enrolled or corrected since the file was sent.

    Each look reads what was written by those who were not over at the last one. Other workers enter
    rows of the same file by the thousand: of what they made, nothing but whose it is is read.
    """

    def __init__(self, found: Import) -> None:
        self.found = found
        # Whatever was made before that was seen by a look.
        self.since = earlier(found.pk, A_WHILE)
        self.last: Moment | None = None
        # By look, until all that had begun by then is over: from where on there may be more afterwards.
        self.waiting: deque[Look] = deque()
        # Participations that the last look saw, and those that the file made since.
        self.told: set[UUID] = set()
        # The corrections that the last look saw.
        self.heard: set[int] = set()
        self.people: similarity.Index[UUID] = similarity.Index([])

    def look(self) -> similarity.Index[UUID]:
        """All who have come by now, as they are compared."""
        now = _moment()
        made = _made(self.since, self.last)
        others = made.keys() - self.told
        others -= self._brought(others)
        came = {made[pk] for pk in others} | self._corrected()
        if came:
            # Two people of one list are told apart by whoever wrote it.
            own = resembling.brought(self.found).filter(person__in=came)
            came -= set(own.values_list("person_id", flat=True))
            people = Person.objects.filter(pk__in=came).only(*links.COMPARED)
            self.people.add((one.pk, links.profile_of(one)) for one in people)
        self.last, self.told = now, set(made)
        self._move_on(now, made)
        return self.people

    def _move_on(self, now: "Moment", made: Collection[UUID]) -> None:
        """Nobody who had begun at an earlier look is at work any more: what they made was seen."""
        for look in self.waiting:
            if look.until is None and now.own > look.own:
                look.until = now.own
        while self.waiting and self.waiting[0].until and self.waiting[0].until <= now.oldest:
            self.since = self.waiting.popleft().since
        if made:
            # By the clock of this process too: that of another one may be ahead.
            newest = min(max(made), new_id())
            since = max(self.since, earlier(newest, NOT_BEGUN))
            self.waiting.append(Look(now.own, since))

    def _brought(self, some: Collection[UUID]) -> set[UUID]:
        """Which of these participations the file itself made."""
        if not some:
            return set()
        with connection.cursor() as cursor:
            cursor.execute(_BROUGHT, [self.found.pk, together.as_array(list(some))])
            return {row[0] for row in cursor.fetchall()}

    def _corrected(self) -> set[UUID]:
        """Who is called otherwise, or was born on another day, than at the check."""
        events = AuditEvent.objects.filter(recorded_at__gte=made_at(self.since), verb=CORRECTED)
        heard = {pk: told for pk, *told in events.values_list("pk", "subject_id", "fields")}
        new = [heard[pk] for pk in heard.keys() - self.heard]
        self.heard = set(heard)
        return {person for person, changed in new if person and COMPARED.intersection(changed)}


CORRECTED = "corrected a person"
# By what people are compared, as the trail names it.
COMPARED = frozenset({*links.COMPARED, "pesel"})


class Moment(NamedTuple):
    """By the numbers of transactions: that of the look itself, and the oldest that is not over."""

    own: int
    oldest: int


@dataclass
class Look:
    """One that was made: from where on the next may begin, once all that began before `until` is over.

    That is the number of a later look: whatever had begun at this one has a smaller one.
    """

    own: int
    since: UUID
    until: int | None = None


def _moment() -> Moment:
    """Asked before what was made is read, so that nobody falls between two looks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_current_xact_id()::text, pg_snapshot_xmin(pg_current_snapshot())::text"
        )
        [(own, oldest)] = cursor.fetchall()
        return Moment(int(own), int(oldest))


def _made(since: UUID, last: Moment | None) -> dict[UUID, UUID]:
    """By participation that is no older, and that the last look may not have seen, its person."""
    with connection.cursor() as cursor:
        if last is None:
            cursor.execute(_SINCE, [since])
        else:
            cursor.execute(_NOT_SEEN, [since, str(last.oldest)])
        return dict(cursor.fetchall())


_SINCE = "select id, person_id from participation where id >= %s"
_NOT_SEEN = f"{_SINCE} and age(xmin) <= age((%s::xid8)::xid)"
_BROUGHT = """
select target_id from import_row
 where of_id = %s and standing = 'done' and target_id = any(%s::uuid[])"""
