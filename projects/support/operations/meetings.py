"""Sessions with one person: planned ahead, or written down together with who came."""

from datetime import date
from decimal import Decimal

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.participants.models import Participation
from projects.support.entries import SessionEntry
from projects.support.models import Attendance, Service, Session
from projects.support.operations import days
from projects.support.operations.allowing import refuse_unless_possible
from projects.support.operations.attendance import ImpossiblePart
from projects.support.operations.basket import locked_participation, refuse_other_project
from projects.support.operations.sessions import refuse_taken, session_columns
from projects.support.rules import attendance as rules
from projects.support.vocabulary import Kind
from ui import formats


class NotForOnePerson(RuleBroken):
    message = _(
        "“%(service)s” is not given in individual meetings. Choose a service that is, "
        "or add the person to a group."
    )
    field = "service"


@operation()
def plan_meeting(
    *, participation: Participation, service: Service, entry: SessionEntry, by: Actor
) -> Session:
    """Put a meeting with one person into the calendar."""
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    session = _meeting(locked_participation(participation), service, entry)
    audit.record("planned a meeting", session, by=by)
    return session


@operation(moves_figures=True)
def record_meeting(
    *,
    participation: Participation,
    service: Service,
    entry: SessionEntry,
    mark: str,
    part: Decimal | None = None,
    on: date,
    by: Actor,
) -> Session:
    """Write down a meeting that was held, and whether the person came, in one go."""
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = locked_participation(participation)
    refuse_unless_possible(found, found.project, entry.held_on, on=on, field="held_on")
    session = _meeting(found, service, entry)
    hours = rules.hours_of(mark, typed=part, whole=session.hours)
    if hours is None:
        whole = formats.number(session.hours)
        raise ImpossiblePart(person=found.person, whole=whole, field="part")
    Attendance.objects.create(
        session=session,
        participation=found,
        mark=mark,
        hours=hours,
        marked_by=by if isinstance(by, Member) else None,
        marked_at=Now(),
    )
    days.note([found.pk], on=on)
    audit.record("recorded a meeting", session, by=by)
    return session


def _meeting(participation: Participation, service: Service, entry: SessionEntry) -> Session:
    refuse_other_project(participation, service)
    if service.kind != Kind.INDIVIDUAL:
        raise NotForOnePerson(service=service)
    session = Session(
        project=participation.project,
        service=service,
        participation=participation,
        **session_columns(entry, participation.project),
    )
    refuse_taken(session)
    session.save(force_insert=True)
    return session
