"""Why somebody counts otherwise than reported: rows of the audit trail, each told as a sentence.

A report keeps the ids of the rows alone. Who did it stands in them, and the reason is sealed in them
or in the record that the change left behind.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Model, OuterRef, Q, Subquery

from core.ledger.models import AuditEvent
from projects.participants.models import EarlierExit, Participation, ProgressSurvey, Voiding
from projects.support.models import Attendance, Placement, Session, SupportGiven
from projects.workbench import history

IN_BULK, MARKED = "entered participants in bulk", "marked attendance"
VOIDED, RESTORED = "voided a participation", "restored a participation"
RETURNED = "took an exit back"

# What moves figures and is recorded about a participation or its person.
OF_THEM = (
    "entered a participant",
    "enrolled a person",
    "accepted a person",
    "made somebody around a participant",
    "corrected a person",
    "corrected the start",
    "noted a premise",
    "ended a premise",
    "removed a premise",
    "recorded an exit",
    "recorded an outcome",
    RETURNED,
    VOIDED,
    RESTORED,
    "took support back",
)
# The same, recorded about something of one participation.
AROUND_THEM: Mapping[type[Model], tuple[str, ...]] = {
    SupportGiven: ("gave support",),
    Placement: ("corrected an internship", "filled a month of an internship"),
    Session: ("recorded a meeting", MARKED),
    ProgressSurvey: ("recorded a questionnaire", "corrected a questionnaire"),
}

Known = dict[UUID, set[int]]


def events_about(participations: Iterable[UUID], since: datetime) -> dict[UUID, tuple[int, ...]]:
    """What was recorded about these participations and their people since a moment: the reasons."""
    ids = set(participations)
    if not ids:
        return {}
    names = ("person_id", "project_id", "created_at")
    found = list(Participation.objects.filter(pk__in=ids).only(*names))
    known: Known = defaultdict(set)
    for pairs in (_of_them(found), *(_around_them(model, ids) for model in AROUND_THEM)):
        _note(known, pairs, since=since)
    _note_sheets(known, ids, since=since)
    late = [row for row in found if row.created_at > since and not known[row.pk]]
    _note_bulk(known, late, since=since)
    return {pk: tuple(sorted(known[pk])) for pk in ids}


# Of a subject in the trail, whose it is, and by which verbs it moves figures.
Pairs = tuple[tuple[str, ...], list[tuple[UUID, UUID]]]


def _of_them(found: Collection[Participation]) -> Pairs:
    return OF_THEM, [pair for row in found for pair in ((row.pk, row.pk), (row.person_id, row.pk))]


def _around_them(model: type[Model], ids: Collection[UUID]) -> Pairs:
    rows = model._default_manager.filter(participation__in=ids)
    return AROUND_THEM[model], list(rows.values_list("pk", "participation"))


def _note(known: Known, pairs: Pairs, *, since: datetime) -> None:
    verbs, whose = pairs
    owners: dict[UUID | None, list[UUID]] = defaultdict(list)
    for subject, participation in whose:
        owners[subject].append(participation)
    for event in _trail(Q(subject_id__in=list(owners), verb__in=verbs), since) if owners else ():
        for participation in owners[event.subject_id]:
            known[participation].add(event.pk)


def _note_sheets(known: Known, ids: Collection[UUID], *, since: datetime) -> None:
    """One row of the trail is about a whole sheet, or about all sheets of a group's month."""
    of_the_group = Session.objects.filter(group=OuterRef(OuterRef("session__group"))).values("pk")
    rows = AuditEvent.objects.filter(verb=MARKED, subject_id__in=of_the_group)
    # The sheet is locked meanwhile, so the first such row after the cell was written is its own.
    rows = rows.filter(recorded_at__gte=OuterRef("marked_at")).order_by("recorded_at")
    cells = Attendance.objects.filter(
        participation__in=ids, session__group__isnull=False, marked_at__gt=since
    )
    told = cells.annotate(event=Subquery(rows.values("pk")[:1])).exclude(event=None)
    for participation, event in told.values_list("participation", "event"):
        known[participation].add(event)


def _note_bulk(known: Known, late: Collection[Participation], *, since: datetime) -> None:
    """Of whoever was entered with many others: the row of the trail about all of them."""
    if late:
        projects = {row.project_id for row in late}
        by_project: dict[UUID | None, set[int]] = defaultdict(set)
        for event in _trail(Q(subject_id__in=projects, verb=IN_BULK), since):
            by_project[event.subject_id].add(event.pk)
        for row in late:
            known[row.pk] |= by_project[row.project_id]


def _trail(about: Q, since: datetime) -> Iterator[AuditEvent]:
    rows = AuditEvent.objects.filter(about, recorded_at__gt=since)
    yield from rows.order_by("pk").only("subject_id")


def sentences(events: Collection[int], *, with_reasons: bool) -> dict[int, str]:
    """Each row as one sentence: what was done, why where the reader may know it, when and by whom."""
    found = {}
    for row in AuditEvent.objects.filter(pk__in=events):
        entry = history.entry_of(row, with_reasons)
        if with_reasons and row.verb in _REASONS:
            entry = replace(entry, reason=_REASONS[row.verb](row))
        if row.verb == MARKED:
            entry = replace(entry, detail=_sheet(row))
        found[row.pk] = f"{entry.text} ({entry.when})"
    return found


def _sheet(event: AuditEvent) -> str:
    """Which group's or whose sheet it was; the day of a session is in nobody's reason."""
    rows = Session.objects.select_related("group", "service")
    session = rows.filter(pk=event.subject_id).first() if event.subject_id else None
    return str(session.group or session.service) if session else ""


def _why_voided(event: AuditEvent) -> str:
    """What was found may name an illness: the trail leaves it to the voiding."""
    rows = Voiding.objects.filter(participation=event.subject_id, voided_at__lte=event.recorded_at)
    last = rows.order_by("voided_at").last()
    return (last.reason or "") if last else ""


def _why_restored(event: AuditEvent) -> str:
    rows = Voiding.objects.filter(
        participation=event.subject_id, restored_at__lte=event.recorded_at
    )
    last = rows.order_by("restored_at").last()
    return (last.restore_reason or "") if last else ""


def _why_returned(event: AuditEvent) -> str:
    rows = EarlierExit.objects.filter(
        participation=event.subject_id, withdrawn_at__lte=event.recorded_at
    )
    last = rows.order_by("withdrawn_at").last()
    return (last.reason or "") if last else ""


# Reasons that the trail leaves to the record of the change, where they can be forgotten one day.
_REASONS = {VOIDED: _why_voided, RESTORED: _why_restored, RETURNED: _why_returned}
