"""What was done to a record, as its reader would say it. Each app registers its own words.

`of(ids)` reads the audit trail, changes in bulk included; `ui/components/history.html` draws it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
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
from projects.workbench import verbs as verbs_of_own
from projects.workbench.models import Batch, BatchRow
from ui import formats

Words = Mapping[str, str | Promise]

# Filled by the apps above, in `ready`: verbs of the audit trail, and names of fields that no model has.
verbs: dict[str, str | Promise] = {}
labels: dict[str, str | Promise] = {}


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


def of(subject_ids: Iterable[UUID], *, most: int | None = None) -> list[Entry]:
    """What was done to these records together, the newest first."""
    return [entry_of(event) for event in events_of(subject_ids)[:most]]


def events_of(subject_ids: Iterable[UUID]) -> QuerySet[AuditEvent]:
    ids = list(subject_ids)
    changed = BatchRow.objects.filter(subject_id__in=ids)
    in_bulk = Q(subject_id__in=changed.values("batch")) & ~Q(verb=verbs_of_own.UNDONE)
    # Of a batch that was undone, the records that somebody had changed meanwhile were left alone.
    given_back = changed.filter(undone_at__isnull=False).values("batch")
    undone = Q(subject_id__in=given_back, verb=verbs_of_own.UNDONE)
    own = AuditEvent.objects.filter(Q(subject_id__in=ids) | in_bulk | undone)
    return own.order_by("-recorded_at", "-id")


def entry_of(event: AuditEvent) -> Entry:
    known: dict[str, Any] = {
        "at": event.recorded_at,
        "who": event.actor_name,
        "verb": in_words(event.verb),
        "count": event.subject_count,
    }
    if event.subject_kind == Batch._meta.label_lower:
        return Entry(**known, detail=event.reason)
    fields = tuple(field_label(event.subject_kind, name) for name in event.fields)
    return Entry(**known, fields=fields, reason=event.reason)


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
