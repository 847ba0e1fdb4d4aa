"""Why somebody counts otherwise than reported: rows of the audit trail, each told as a sentence.

A report keeps the ids of the rows alone. Who did it stands in them, and the reason is sealed in them
or in the record that the change left behind.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Model, Q

from core.ledger.models import AuditEvent
from projects.participants.models import EarlierExit, Participation, ProgressSurvey, Voiding
from projects.support.models import Attendance, Placement, Service, Session, SupportGiven
from projects.support.queries.catalogue import participations_with
from projects.workbench import history

IN_BULK, MARKED = "entered participants in bulk", "marked attendance"
CORRECTED_SERVICE = "corrected a service"
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
    _note_services(known, ids, since=since)
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
    """One row of the trail is about a whole sheet, or about all sheets of a group's month.

    A cell keeps who wrote it last. If it was written more than once, whoever worked on its sheets
    until then may have written it before: all of them are told.
    """
    cells = Attendance.objects.filter(
        participation__in=ids, session__group__isnull=False, marked_at__gt=since
    ).select_related("session")
    groups = {cell.session.group_id for cell in cells}
    trail = _sheets_of(groups, since=since) if groups else {}
    for cell in cells:
        rows = trail.get(_sheet_of(cell.session), [])
        # The sheet is locked meanwhile, so its writer's first row after the cell is its own.
        own = [row for row in rows if row.recorded_at >= cell.marked_at]
        last = next((row for row in own if row.member_id == cell.marked_by_id), None)
        told = [last] if last else own[:1]
        if cell.version > 1:
            told += [row for row in rows if row.recorded_at < cell.marked_at]
        known[cell.participation_id].update(row.pk for row in told)


# A group's month: what is marked together.
Month = tuple[UUID | None, int, int]


def _sheets_of(
    groups: Collection[UUID | None], *, since: datetime
) -> dict[Month, list[AuditEvent]]:
    """What was recorded of the sheets of these groups, by month, in the order of the moments."""
    sessions = {row.pk: row for row in Session.objects.filter(group__in=groups)}
    rows = AuditEvent.objects.filter(
        verb=MARKED, subject_id__in=list(sessions), recorded_at__gt=since
    )
    found: dict[Month, list[AuditEvent]] = defaultdict(list)
    for row in rows.order_by("recorded_at", "pk"):
        if row.subject_id is not None:
            found[_sheet_of(sessions[row.subject_id])].append(row)
    return found


def _sheet_of(session: Session) -> Month:
    return session.group_id, session.held_on.year, session.held_on.month


def _note_services(known: Known, ids: Collection[UUID], *, since: datetime) -> None:
    """A line of the catalogue was corrected: a cause for everybody who was given of it."""
    events: dict[UUID | None, set[int]] = defaultdict(set)
    for event in _trail(Q(verb=CORRECTED_SERVICE), since):
        events[event.subject_id].add(event.pk)
    for service in Service.objects.filter(pk__in=list(events)) if events else ():
        for participation in participations_with(service) & set(ids):
            known[participation] |= events[service.pk]


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
