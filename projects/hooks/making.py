"""From changes of records to the events that each subscription is told of: once each, in their order.

The changes lie where the tables' triggers left them, in the transaction of whoever made them. Here they
are taken and become events in one transaction, too: a crash leaves the one or the other.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from core.ids import new_id
from projects.hooks import rules, seeing
from projects.hooks.models import Event, RecordChange, Subscription
from projects.hooks.vocabulary import Change, Kind, Working
from projects.participants.models import Participation
from projects.partners.queries import Reach, reach_of

MOST_AT_ONCE = 5000
LISTENING = (Working.ON, Working.PAUSED)

# Tables whose rows are told of themselves, under their own ids.
KIND_OF = {
    "service": Kind.SERVICE,
    "support_group": Kind.GROUP,
    "support_session": Kind.SESSION,
    "attendance": Kind.ATTENDANCE,
    "support_given": Kind.SUPPORT,
    "course_result": Kind.QUALIFICATION,
    "outcome": Kind.OUTCOME,
    "issued_paper": Kind.DOCUMENT,
}
# Rows that say whom the partner serves; the participant is what is told of.
JOINING = ("planned_support", "group_member")


@dataclass(frozen=True)
class Telling:
    """An event before it has a number. `place` is that of the change it follows from."""

    place: int
    kind: str
    change: str
    object_id: UUID
    happened_at: datetime
    line_id: UUID | None = None


def make_events(*, at: datetime) -> int:
    """Take what has changed and leave the events that follow; tell how many changes that were."""
    if not RecordChange.objects.exists():
        return 0
    with transaction.atomic():
        # Whoever makes events holds the subscriptions: two at once would change the order.
        rows = Subscription.objects.select_for_update(of=("self",), no_key=True)
        listening = list(rows.filter(state__in=LISTENING).order_by("pk"))
        changes = list(RecordChange.objects.order_by("pk")[:MOST_AT_ONCE])
        reaches = {one.token_id: reach_of(one.token_id) for one in listening}
        for one in listening:
            reach = reaches[one.token_id]
            if reach is not None and seeing.is_listening(reach, at):
                # What somebody else was listening to before is not for who has come since.
                since = [change for change in changes if change.changed_at >= one.made_at]
                _tell(one, tellings(reach, since, set(one.kinds)), at=at)
        RecordChange.objects.filter(pk__in=[one.pk for one in changes]).delete()
    return len(changes)


def _tell(to: Subscription, found: Sequence[Telling], *, at: datetime) -> None:
    if not found:
        return
    Event.objects.bulk_create(
        Event(
            pk=new_id(),
            subscription=to,
            number=number,
            kind=one.kind,
            change=one.change,
            object_id=one.object_id,
            line_id=one.line_id,
            happened_at=one.happened_at,
            due_at=at,
        )
        for number, one in enumerate(found, start=to.last_number + 1)
    )
    to.last_number += len(found)
    to.save(update_fields=["last_number"])


def tellings(reach: Reach, changes: Sequence[RecordChange], kinds: set[str]) -> list[Telling]:
    """What of these changes the token sees, one for each record, in the order of the changes."""
    found = [*_of_token(reach, changes)] if Kind.TOKEN in kinds else []
    for table, kind in KIND_OF.items():
        if kind in kinds:
            found += _of_table(reach, kind, [one for one in changes if one.kind == table])
    if Kind.PARTICIPANT in kinds:
        found += _of_people(reach, changes)
    return sorted(found, key=lambda one: one.place)


def _of_token(reach: Reach, changes: Iterable[RecordChange]) -> list[Telling]:
    own = [one for one in changes if (one.kind, one.record_id) == ("api_token", reach.token.pk)]
    if not own:
        return []
    last = own[-1]
    return [Telling(last.pk, Kind.TOKEN, Change.CHANGED, last.record_id, last.changed_at)]


def _of_table(reach: Reach, kind: str, changes: Sequence[RecordChange]) -> list[Telling]:
    if not changes:
        return []
    found: list[Telling] = []
    of_record: dict[UUID, list[RecordChange]] = defaultdict(list)
    for one in changes:
        of_record[one.record_id].append(one)
    seen = seeing.seen(reach, kind, of_record)
    parents = {one.parent_id for one in changes if one.parent_id is not None}
    line_of = seeing.lines_of_removed(reach, changes[0].kind, kind, parents)
    for record_id, own in of_record.items():
        last, line = own[-1], line_of.get(own[-1].parent_id) if own[-1].parent_id else None
        change = rules.comes_to([one.change for one in own])
        is_told = line is not None if change == Change.REMOVED else record_id in seen
        if change is not None and is_told:
            found.append(Telling(last.pk, kind, change, record_id, last.changed_at, line))
    return found


def _of_people(reach: Reach, changes: Sequence[RecordChange]) -> list[Telling]:
    """Whom the partner serves has changed, has come, or is served by it no more."""
    last = _last_by_participation(changes)
    seen = seeing.seen(reach, Kind.PARTICIPANT, last)
    gone = _lines_of_those_who_left(reach, changes, set(last) - seen)
    found = []
    for participation_id, one in last.items():
        change = Change.CHANGED if participation_id in seen else Change.REMOVED
        line = gone.get(participation_id)
        if participation_id in seen or line is not None:
            found.append(
                Telling(one.pk, Kind.PARTICIPANT, change, participation_id, one.changed_at, line)
            )
    return found


def _last_by_participation(changes: Iterable[RecordChange]) -> dict[UUID, RecordChange]:
    """The newest change that concerns each participation."""
    last: dict[UUID, RecordChange] = {}
    of_person: dict[UUID, RecordChange] = {}
    for one in changes:
        if one.kind == "person":
            of_person[one.record_id] = one
        elif _concerns_somebody(one) and (whose := _whose(one)) is not None:
            last[whose] = one
    theirs = Participation.objects.filter(person__in=of_person).values_list("pk", "person_id")
    for participation_id, person_id in theirs if of_person else ():
        own = of_person[person_id]
        if participation_id not in last or last[participation_id].pk < own.pk:
            last[participation_id] = own
    return last


def _concerns_somebody(one: RecordChange) -> bool:
    """A meeting with one person says whom the partner serves by being there, not by being moved."""
    is_meeting = one.kind == "support_session" and one.change != Change.CHANGED
    return one.kind == "participation" or one.kind in JOINING or is_meeting


def _whose(one: RecordChange) -> UUID | None:
    return one.record_id if one.kind == "participation" else one.participation_id


def _lines_of_those_who_left(
    reach: Reach, changes: Iterable[RecordChange], ids: set[UUID]
) -> Mapping[UUID, UUID]:
    """Of those whom the token cannot read now, who was the partner's before: by which line."""
    gone = dict(seeing.people_before(reach, ids)) if ids else {}
    removed = [one for one in changes if one.change == Change.REMOVED]
    for table in (*JOINING, "support_session"):
        own = [one for one in removed if one.kind == table and one.participation_id in ids]
        parents = {one.parent_id for one in own if one.parent_id is not None}
        line_of = seeing.lines_of_removed(reach, table, Kind.PARTICIPANT, parents) if own else {}
        gone |= {
            one.participation_id: line_of[one.parent_id]
            for one in own
            if one.participation_id is not None and one.parent_id in line_of
        }
    return gone
