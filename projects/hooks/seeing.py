"""What a token sees of records that changed, at the moment when it is asked. Changes nothing."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Model, QuerySet

from projects.hooks.models import Event
from projects.hooks.vocabulary import READ_BY, TEST, Change, Kind
from projects.participants.models import Participation
from projects.partners.actions import Action
from projects.partners.queries import Reach
from projects.support.models import Group, Service, Session
from projects.support.queries import served

Lines = frozenset[UUID]

ROWS: dict[str, Callable[[Lines], QuerySet]] = {
    Kind.SERVICE: served.services_of,
    Kind.GROUP: served.groups_of,
    Kind.SESSION: served.sessions_of,
    Kind.PARTICIPANT: served.served_by,
    Kind.ATTENDANCE: served.attendance_of,
    Kind.SUPPORT: served.given_by,
    Kind.QUALIFICATION: served.results_of,
    Kind.OUTCOME: served.outcomes_of,
    Kind.DOCUMENT: served.papers_of,
}
# Rows that belong to something else than a service.
OWNERS: Mapping[str, tuple[type[Model], str]] = {
    "group_member": (Group, "service__provider"),
    "attendance": (Session, "service__provider"),
}


def is_listening(reach: Reach | None, at: datetime) -> bool:
    """Whether the token is told of anything at all."""
    return reach is not None and reach.token.is_open(at) and reach.allows(Action.RECEIVE_EVENTS)


def lines(reach: Reach, kind: str) -> Lines:
    """The partner's lines in whose projects the token may read this kind and be told of it."""
    return reach.lines(READ_BY[kind]) & reach.lines(Action.RECEIVE_EVENTS)


def seen(reach: Reach, kind: str, ids: Collection[UUID]) -> set[UUID]:
    """Those of the records that the token can read."""
    rows = ROWS[kind](lines(reach, kind)).order_by()
    return set(rows.filter(pk__in=ids).values_list("pk", flat=True))


def still_sees(event: Event, reach: Reach | None, at: datetime) -> bool:
    """Whether an event that was made may be sent now: its token may have been narrowed since."""
    if reach is None or not is_listening(reach, at):
        return False
    if event.kind in (TEST, Kind.TOKEN):
        return True
    if event.change == Change.REMOVED:
        return event.line_id in lines(reach, event.kind)
    return event.object_id in seen(reach, event.kind, [event.object_id])


def lines_of_removed(
    reach: Reach, table: str, kind: str, parents: Collection[UUID]
) -> dict[UUID, UUID]:
    """By what rows of a table belonged to, the partner's line by which they were seen."""
    here = lines(reach, kind)
    if table == "service":
        return {parent: parent for parent in parents if parent in here}
    if table == "outcome":
        return people_before(reach, parents, kind=kind)
    model, provider = OWNERS.get(table, (Service, "provider"))
    owners = model._default_manager.filter(pk__in=parents, **{f"{provider}__in": here})
    return dict(owners.order_by().values_list("pk", provider))


def people_before(
    reach: Reach, participations: Collection[UUID], *, kind: str = Kind.PARTICIPANT
) -> dict[UUID, UUID]:
    """Whom the partner served or serves, even if they were entered by mistake: the line of each."""
    here = lines(reach, kind)
    line_of = {project: line for line, project in reach.partners.items() if line in here}
    rows: QuerySet[Participation] = served.touched_by(here).filter(pk__in=participations)
    found = rows.order_by().values_list("pk", "project_id")
    return {pk: line_of[project] for pk, project in found if project in line_of}
