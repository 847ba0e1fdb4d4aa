"""What was done to a record, as its reader would say it. Each app registers its own words.

`of(ids)` reads the audit trail of the records and of what belongs to them, changes in bulk included;
`ui/components/history.html` draws it. The trail has one row for one change: where many people were
touched by one, as on a sheet of attendance, `of_person` tells from the records themselves.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.days import warsaw_day
from core.ledger.models import AuditEvent
from projects.workbench.models import Batch, BatchRow
from projects.workbench.verbs import UNDONE
from ui import formats

Words = Mapping[str, str | Promise]

# The ids of what belongs to these and has its own rows of the trail: papers of a person.
Finder = Callable[[list[UUID]], QuerySet[Any]]
# What only the records themselves can tell of these, as lines of the history.
Teller = Callable[[list[UUID]], Iterable["Entry"]]

# Filled by the apps above, in `ready`: verbs of the audit trail, names of fields that no model has.
verbs: dict[str, str | Promise] = {}
labels: dict[str, str | Promise] = {}
related_finders: list[Finder] = []
tellers: list[Teller] = []

MOST_ON_A_CARD = 20
# Rows of the trail among which those that say the same are put together.
MOST_LOOKED_AT = 500


def register(*, told: Words, fields: Words | None = None) -> None:
    verbs.update(told)
    labels.update(fields or {})


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a history: who did what, when, to which fields and why."""

    at: datetime
    who: str
    verb: str
    fields: tuple[str, ...] = ()
    detail: str = ""  # of a change in bulk: what all its records got
    reason: str = ""
    count: int = 1
    times: int = 1  # how many rows of the trail it stands for
    since: datetime | None = None  # where those are several, when the first of them was

    @property
    def when(self) -> str:
        return f"{formats.moment(self.at)} · {self.who}"

    @property
    def on(self) -> date:
        return warsaw_day(self.at)

    @property
    def text(self) -> str:
        """The whole line as one sentence."""
        named = self.detail or ", ".join(self.fields)
        said = f"{self.verb}: {named}" if named else self.verb
        if not self.reason:
            return said
        reason = _("reason: %(reason)s") % {"reason": self.reason}
        return f"{said}; {reason}"


def of(
    subject_ids: Iterable[UUID],
    *,
    with_reasons: bool,
    most: int | None = None,
    names: Mapping[UUID, str] | None = None,
) -> list[Entry]:
    """What was done to these records and to what belongs to them, the newest first.

    With `names` the lines of several records are told apart. A reason given for something done to a
    person quotes what they told: it is only for whoever reads their case.
    """
    events = events_of(subject_ids, finders=related_finders)[:most]
    return [_named(entry_of(event, with_reasons), event, names or {}) for event in events]


def of_person(*subject_ids: UUID, with_reasons: bool) -> list[Entry]:
    """The same of a person, with what was done for many at once and only the records tell."""
    told = [entry for tell in tellers for entry in tell(list(subject_ids))]
    found = of(subject_ids, with_reasons=with_reasons)
    return sorted([*told, *found], key=lambda entry: entry.at, reverse=True)


def on_a_card(
    subject_ids: Iterable[UUID], *, with_reasons: bool, names: Mapping[UUID, str] | None = None
) -> list[Entry]:
    """The latest lines, for a card beside the record itself: what somebody did again and again is one."""
    facts: dict[str, Any] = {"with_reasons": with_reasons, "names": names}
    return in_stretches(of(subject_ids, most=MOST_LOOKED_AT, **facts))[:MOST_ON_A_CARD]


def in_stretches(entries: Iterable[Entry]) -> list[Entry]:
    """Neighbouring lines of one day that say the same of the same person, as one; the trail keeps each."""
    return [_as_one(list(some)) for _key, some in groupby(entries, key=_stretch)]


def _stretch(entry: Entry) -> tuple[object, ...]:
    return entry.on, entry.who, entry.verb, entry.detail, entry.reason, entry.count > 1


def _as_one(some: Sequence[Entry]) -> Entry:
    last = some[0]
    if len(some) == 1:
        return last
    count = sum(one.count for one in some) if last.count > 1 else 1
    fields = tuple(dict.fromkeys(name for one in reversed(some) for name in one.fields))
    return replace(last, fields=fields, count=count, times=len(some), since=some[-1].at)


def _named(entry: Entry, event: AuditEvent, names: Mapping[UUID, str]) -> Entry:
    name = names.get(event.subject_id) if event.subject_id else None
    return replace(entry, detail=name) if name else entry


def events_of(
    subject_ids: Iterable[UUID], *, finders: Iterable[Finder] = ()
) -> QuerySet[AuditEvent]:
    """The rows of the trail about these records, and about those that the finders add."""
    ids = list(subject_ids)
    own = AuditEvent.objects.filter(subject_id__in=ids)
    changed = BatchRow.objects.filter(subject_id__in=ids)
    around = [finder(ids).order_by() for finder in finders]
    # One set of ids, so that the trail is reached by its index and never read through.
    about = own.values_list("subject_id").union(changed.values_list("batch"), *around)
    # Of a batch that was undone, the records that somebody had changed meanwhile were left alone.
    given_back = changed.filter(undone_at__isnull=False).values("batch")
    heard = ~Q(verb=UNDONE) | Q(subject_id__in=ids) | Q(subject_id__in=given_back)
    return AuditEvent.objects.filter(heard, subject_id__in=about).order_by("-recorded_at", "-id")


def entry_of(event: AuditEvent, with_reason: bool) -> Entry:
    known: dict[str, Any] = {
        "at": event.recorded_at,
        "who": event.actor_name,
        "verb": in_words(event.verb),
        "count": event.subject_count,
    }
    if event.subject_kind == Batch._meta.label_lower:
        return Entry(**known, detail=event.reason or "")
    fields = tuple(field_label(event.subject_kind, name) for name in event.fields)
    reason = (event.reason or "") if with_reason else ""
    return Entry(**known, fields=fields, reason=reason)


def in_words(verb: str) -> str:
    return str(verbs.get(verb, verb))


def field_label(kind: str, name: str) -> str:
    """What a field is called where it is typed: registered words, else the model's own."""
    if name in labels:
        return str(labels[name])
    try:
        column = apps.get_model(kind)._meta.get_field(name)
    except (FieldDoesNotExist, LookupError, ValueError):
        return name
    return str(getattr(column, "verbose_name", name))


@dataclass(frozen=True, kw_only=True)
class LastChange:
    """Who changed a field last, and when."""

    who: str
    at: datetime

    @property
    def told(self) -> str:
        words = {"who": self.who, "when": formats.moment(self.at)}
        return capfirst(_("%(who)s, %(when)s") % words)


def changes_since(subject_ids: Iterable[UUID], since: datetime) -> dict[str, LastChange]:
    """The last change of every field since a moment; '' stands for the last change of all."""
    found: dict[str, LastChange] = {}
    for event in events_of(subject_ids).filter(recorded_at__gte=since).reverse():
        change = LastChange(who=event.actor_name, at=event.recorded_at)
        found |= dict.fromkeys(["", *event.fields], change)
    return found
