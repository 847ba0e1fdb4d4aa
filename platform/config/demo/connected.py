"""A partner whose own system works by a token: made by the coordinator, used through the API's door."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from config.demo.staff import who_may
from core import tenancy
from core.days import is_working_day
from core.ids import new_id
from core.ledger.models import Member
from core.permissions import Permission
from projects.agreements import queries
from projects.agreements.models import Project, ProjectPartner
from projects.hooks import making
from projects.hooks import operations as hooks
from projects.hooks.models import Subscription
from projects.hooks.vocabulary import Kind as Kinds
from projects.participants.models import Participation
from projects.partners import issuing
from projects.partners import operations as tokens
from projects.partners.actions import Action
from projects.partners.models import Token
from projects.support import entries, operations
from projects.support.models import Session
from projects.support.vocabulary import Area, Kind, Mark, Unit
from tenants.models import Tenant

TENANT = "kartuzy"
PROGRAM = "Dziennik zajęć partnera"
OLD_PROGRAM = "Arkusz z makrem"
WORKSHOP = "Warsztaty kulinarne"
TICKET = "Bilet na zajęcia partnera"
WEEKS = 3
PEOPLE = 6
# Names for examples, which lead nowhere; and nothing is sent to either of them.
SYSTEM = "https://dziennik.pasja.example/szansa"
EARLIER_SYSTEM = "https://arkusz.pasja.example/szansa"


@dataclass(frozen=True)
class Connected:
    """The partner's part of the project, the token of its program with its key, and who made it."""

    token: Token
    key: str
    by: Member
    sessions: Sequence[Session]
    people: Sequence[Participation]
    ticket: str


def connect(kartuzy: Tenant, *, today: date) -> int:
    """Returns how many requests the partner's program has sent; none without a running project."""
    with tenancy.inside(kartuzy):
        running = queries.found(Project.objects.all(), state=queries.RUNNING, on=today)
        made = _made(running[0], today=today, at=timezone.now()) if running else None
        earlier = _listening(made, at=timezone.now()) if made else None
    if made is None or earlier is None:
        return 0
    sent = _work(kartuzy, made, today=today)
    with tenancy.inside(kartuzy):
        making.make_events(at=timezone.now())
        hooks.end(subscription=earlier, at=timezone.now(), by=made.by)
    return sent


def _listening(made: "Connected", *, at: datetime) -> Subscription:
    """The partner moves to another system: the new address is paused until it is ready, so all waits.

    Returns the earlier one, paused too, of which the coordinator lets go in the end.
    """
    told: dict[str, Any] = {"token": made.token, "at": at, "by": made.by}
    kinds = (Kinds.SESSION, Kinds.PARTICIPANT, Kinds.ATTENDANCE, Kinds.SUPPORT)
    now = hooks.subscribe(address=SYSTEM, kinds=kinds, **told)
    earlier = hooks.subscribe(address=EARLIER_SYSTEM, kinds=[Kinds.ATTENDANCE], **told)
    hooks.pause(subscription=now, by=made.by)
    return hooks.pause(subscription=earlier, by=made.by)


def _made(project: Project, *, today: date, at: datetime) -> Connected | None:
    by = who_may(Permission.EDIT_PROJECTS)
    partner = project.partners.filter(is_leader=False).order_by("name").first()
    people = list(_people(project, today=today))
    if partner is None or not people:
        return None
    sessions = _workshop(project, partner, people, today=today, by=by)
    ticket = _service(project, partner, TICKET, by=by)
    token, key = issuing.make_token(entry=_entry(PROGRAM, partner, at, days=200), at=at, by=by)
    old, _key = issuing.make_token(entry=_entry(OLD_PROGRAM, partner, at, days=20), at=at, by=by)
    tokens.suspend_token(token=old, at=at, by=by)
    return Connected(token, key, by, sessions, people, str(ticket.pk))


def _people(project: Project, *, today: date) -> Any:
    since = today - timedelta(weeks=WEEKS + 1)
    rows = project.participations.filter(ended_on=None, voided_at=None, started_on__lte=since)
    return rows.select_related("person", "project").order_by("person__sort_key", "pk")[
        4 : 4 + PEOPLE
    ]


def _service(project: Project, partner: ProjectPartner, name: str, *, by: Member) -> Any:
    facts: dict[str, Any] = {"area": Area.SOCIAL, "kind": Kind.GROUP, "unit": Unit.HOUR}
    if name == TICKET:
        facts = {"area": Area.ACCOMPANYING, "kind": Kind.OTHER, "unit": Unit.PIECE}
        facts["counts_as_first_support"] = False
    else:
        facts["national_code"] = "INTEGRATION_SOCIAL"
    entry = entries.ServiceEntry(name=name, provider=partner, **facts)
    return operations.enter_service(project=project, entry=entry, by=by)


def _workshop(
    project: Project,
    partner: ProjectPartner,
    people: list[Participation],
    *,
    today: date,
    by: Member,
) -> list[Session]:
    """One session in each of the last weeks, on a working day."""
    service = _service(project, partner, WORKSHOP, by=by)
    entry = entries.GroupEntry(name="Kuchnia", capacity_count=10, place="Kuchnia partnera")
    group = operations.open_group(service=service, entry=entry, by=by)
    first_on = today - timedelta(weeks=WEEKS)
    operations.add_members(
        group=group, participations=people, joined_on=first_on, may_wait=False, by=by
    )
    return [
        operations.add_session(group=group, entry=_session(first_on, week), by=by)
        for week in range(WEEKS)
    ]


def _session(first_on: date, week: int) -> entries.SessionEntry:
    day = first_on + timedelta(weeks=week, days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return entries.SessionEntry(held_on=day, start_time=time(16), end_time=time(19))


def _entry(name: str, partner: ProjectPartner, at: datetime, *, days: int) -> tokens.TokenEntry:
    actions = (
        Action.READ_PROJECTS,
        Action.READ_PARTICIPANTS,
        Action.READ_ATTENDANCE,
        Action.WRITE_ATTENDANCE,
        Action.READ_SUPPORT,
        Action.WRITE_SUPPORT,
        Action.RECEIVE_EVENTS,
    )
    return tokens.TokenEntry(
        name=name, partners=[partner], actions=actions, ends_at=at + timedelta(days=days)
    )


def _work(kartuzy: Tenant, made: Connected, *, today: date) -> int:
    """What the program sends of an evening: sheets, tickets, and a mistake that it then mends."""
    program = _Program(kartuzy, made.key)
    program.get("/sessions/")
    program.get("/participants/")
    for session in made.sessions:
        program.post("/attendance/", {"items": _marks(session, made.people)})
    given = {"service": made.ticket, "given_on": made.sessions[0].held_on.isoformat()}
    tickets = [{**given, "participant": str(one.pk), "quantity": "2.00"} for one in made.people]
    program.post("/support/", {"items": [{**one, "quantity": "dwa"} for one in tickets]})
    program.post("/support/", {"items": tickets})
    program.get("/outcomes/")
    since = f"{made.sessions[0].held_on:%Y-%m-%d}T00:00:00Z"
    program.get(f"/attendance/?updated_since={since}")
    return program.sent


def _marks(session: Session, people: Sequence[Participation]) -> list[dict[str, str]]:
    """Everybody came, but for one who was excused."""
    marks = [Mark.PRESENT] * (len(people) - 1) + [Mark.EXCUSED]
    return [
        {"session": str(session.pk), "participant": str(one.pk), "mark": mark}
        for one, mark in zip(people, marks, strict=True)
    ]


class _Program:
    """The partner's program, at the unit's own host."""

    def __init__(self, tenant: Tenant, key: str) -> None:
        self.client = Client()
        self.headers = {"Host": tenant.host, "Authorization": f"Bearer {key}"}
        self.sent = 0

    def get(self, address: str) -> None:
        self.sent += 1
        self.client.get(f"/api/v1{address}", headers=self.headers)

    def post(self, address: str, body: Any) -> None:
        self.sent += 1
        named = {**self.headers, "Idempotency-Key": str(new_id())}
        self.client.post(
            f"/api/v1{address}",
            data=json.dumps(body),
            content_type="application/json",
            headers=named,
        )
