"""One tenant's years of work: what pages show row by row by operations, the mass of it by COPY.

Entered by operations, 100,000 marks on sheets would take an hour; the rows are those that the
operations write, without their audit rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import Account
from core import polish, tenancy
from core.days import today
from core.ids import new_id
from core.ledger.models import Member
from core.together import insert_each
from indicators.facts import tasks as publishing
from projects.agreements.models import Project
from projects.deadlines.models import Settled
from projects.deadlines.queries import due_for
from projects.deadlines.rules import Kind
from projects.documents.models import IssuedPaper, StoredFile
from projects.participants.models import Outcome, Participation, Person, Premise
from projects.recruitment.models import Candidate
from projects.support.models import (
    AllowanceGrant,
    Attendance,
    Group,
    GroupMember,
    PlannedSupport,
    Service,
    Session,
)
from projects.support.vocabulary import Mark
from tenants.models import Tenant
from tests import make
from tests.everywhere import things
from tests.make import crowd

PEOPLE, PROJECTS, CANDIDATES, ROUNDS = 2_000, 4, 2_500, 12
# Each person of a group of 16 comes to 50 sessions: 100,000 marks.
PLACES, SESSIONS = 16, 50
ROWS_OF_ONE, ENTITLED = 30, 200
FIRST_ON = date(2025, 1, 7)
FAMILIES = ("Lis", "Miotk", "Hinc", "Szulc", "Ćwik", "Żaba", "Kuś", "Łada", "Ptak", "Wąs")
NAMES = ("Anna", "Ewa", "Iga", "Zofia", "Jan", "Adam", "Piotr", "Łukasz")
MARKS = (Mark.PRESENT,) * 7 + (Mark.ABSENT, Mark.EXCUSED, Mark.PRESENT)


@dataclass(frozen=True)
class Team:
    """The coordinator, and what stands for every placeholder of an address."""

    tenant: Tenant
    coordinator: Account
    ids: dict[str, Any]
    counted: dict[str, int]


def made(tenant: Tenant) -> Team:
    coordinator = make.account("anna@example.org", "Anna Lis", tenant, "coordinator")
    with tenancy.inside(tenant):
        anna = Member.objects.get(account_id=coordinator.pk)
        one = make.participation(by=anna)
        ids = things.everything(participation=one, by=anna)
        crowd.around(ids, numbers=range(ROWS_OF_ONE), by=anna)
        one.project.refresh_from_db()
        projects = [one.project, *(_project(anna, n) for n in range(1, PROJECTS))]
        people = _people(projects, anna)
        _meetings(people, anna)
        _papers(people)
        _candidates(project=one.project, first=ids["recruitment_id"])
        ids |= _of_the_first_group(one.project)
        _as_agreed(one.project, keep=ids["partner_id"])
        _entitlements(people, ids)
        counted = _counted(anna)
    publishing.publish_tenant(tenant)
    return Team(tenant, coordinator, ids, counted)


def _project(anna: Member, number: int) -> Project:
    return make.project(by=anna, title=f"Klub Integracji {number}", ends_on=date(2028, 6, 30))


def _people(projects: list[Project], anna: Member) -> list[Participation]:
    """Half of them in the first project; four in ten have left.

    Three quarters of what was due about them is done, and one in ten stays away, as in a team that
    keeps up with its work and not perfectly.
    """
    people = [_person(number) for number in range(PEOPLE)]
    insert_each(people)
    rows = [
        _participation(person, projects[max(0, number % 6 - 2)], anna, number)
        for number, person in enumerate(people)
    ]
    insert_each(rows)
    insert_each([_premise(row, anna) for row in rows])
    cared_for = [row for number, row in enumerate(rows) if number // 10 % 4]
    left = [row for row in cared_for if row.ended_on]
    insert_each([_settled(Kind.ENTRY, row, row.started_on, anna) for row in cared_for])
    insert_each([_settled(Kind.EFFICIENCY, row, row.ended_on, anna) for row in left])
    insert_each([_employment(row) for row in left])
    return rows


def _person(number: int) -> Person:
    given, family = NAMES[number % 8], f"{FAMILIES[number % 10]}{number}"
    return Person(
        given_name=given,
        family_name=family,
        sort_key=polish.sort_key(family),
        search_key=polish.folded(f"{given} {family}"),
        born_on=date(1950, 1, 1) + timedelta(days=7 * number),
        sex="F" if number % 8 < 4 else "M",
        phone="600000000",
        postal_code="83-300",
        place="Kartuzy",
        gmina="2205023",
    )


def _participation(person: Person, project: Project, anna: Member, number: int) -> Participation:
    started_on = FIRST_ON + timedelta(days=number % 300)
    left = number % 10 < 4
    return Participation(
        person=person,
        project=project,
        started_on=started_on,
        last_support_on=today() - timedelta(days=40 + number % 50 if number % 10 == 9 else 1),
        age_at_start=started_on.year - person.born_on.year - 1,
        labour_status="INACTIVE",
        isced=3,
        disability="NO",
        gmina_at_start=person.gmina,
        ended_on=started_on + timedelta(days=300) if left else None,
        completed_path=True if left else None,
        exit_situation=("TOOK_UP_WORK" if number % 2 else "BEING_MONITORED") if left else "",
        cared_for_by=anna if number % 3 else None,
    )


def _premise(row: Participation, anna: Member) -> Premise:
    return Premise(
        participation=row,
        kind="SOCIAL_ASSISTANCE",
        evidence="OPS_CERTIFICATE",
        seen_on=row.started_on,
        seen_by=anna,
    )


def _settled(kind: Kind, row: Participation, basis_on: date | None, anna: Member) -> Settled:
    return Settled(
        kind=kind,
        subject_id=row.pk,
        project_id=row.project_id,
        basis_on=basis_on,
        settled_on=basis_on,
        settled_by=anna,
    )


def _employment(row: Participation) -> Outcome:
    return Outcome(
        participation=row, kind="EMPLOYMENT", observed_on=row.ended_on, evidence="CONTRACT"
    )


def _meetings(people: list[Participation], anna: Member) -> None:
    """Groups of sixteen within each project, with a session a week and everybody's marks."""
    services, groups, members, sessions, cells = [], [], [], [], []
    for number, (project, inside) in enumerate(_groups(people)):
        service = Service(
            project=project, name=f"Zajęcia {number}", area="SOCIAL", kind="GROUP", unit="HOUR"
        )
        group = Group(service=service, name=f"Grupa {number}", capacity_count=PLACES)
        own = [_session(group, project, number, week) for week in range(SESSIONS)]
        services.append(service)
        groups.append(group)
        sessions += own
        members += [_member(group, each) for each in inside]
        cells += [_cell(session, each, anna) for session in own for each in inside]
    for rows in (services, groups, members, sessions, cells):
        insert_each(rows)
    insert_each(
        [_planned(each, services[0]) for each in people if each.project == services[0].project]
    )


def _groups(people: list[Participation]) -> Iterator[tuple[Project, list[Participation]]]:
    of_project: dict[UUID, list[Participation]] = {}
    for each in people:
        of_project.setdefault(each.project_id, []).append(each)
    for inside in of_project.values():
        for first in range(0, len(inside), PLACES):
            yield inside[0].project, inside[first : first + PLACES]


def _session(group: Group, project: Project, number: int, week: int) -> Session:
    """The last of them a week ahead, each group on its own day and hour; the first meets daily."""
    step = 7 if number else 1
    held_on = today() + timedelta(days=number % 7 - step * (SESSIONS - week - 1))
    begins = 8 + number % 8
    return Session(
        project=project,
        service=group.service,
        group=group,
        held_on=held_on,
        start_time=time(begins),
        end_time=time(begins + 2),
        hours=Decimal(2),
        place="Sala 1",
    )


def _member(group: Group, who: Participation) -> GroupMember:
    return GroupMember(group=group, participation=who, joined_on=FIRST_ON, added_at=timezone.now())


def _cell(session: Session, who: Participation, anna: Member) -> Attendance:
    """A sheet of the coming days is empty."""
    mark = MARKS[(session.held_on.toordinal() + who.age_at_start) % 10]
    return Attendance(
        session=session,
        participation=who,
        mark=mark if session.held_on < today() else "",
        hours=Decimal(2) if mark == Mark.PRESENT else Decimal(0),
        marked_by=anna,
        marked_at=timezone.now(),
    )


def _of_the_first_group(project: Project) -> dict[str, UUID]:
    group = Group.objects.filter(service__project=project, service__name="Zajęcia 0").get()
    return {"group_id": group.pk, "session_id": group.sessions.filter(held_on__lt=today())[0].pk}


def _as_agreed(project: Project, *, keep: UUID) -> None:
    """Ten tasks and five bodies: an agreement is never as long as a list may get."""
    project.tasks.filter(number__gt=10).delete()
    named = project.partners.order_by("name").values_list("pk", flat=True)
    project.partners.exclude(pk__in=[keep, *named[:4]]).delete()


def _planned(who: Participation, service: Service) -> PlannedSupport:
    return PlannedSupport(participation=who, service=service, quantity=Decimal(100))


def _papers(people: list[Participation]) -> None:
    """A contract and a certificate for everybody, with the bytes of one; a file for everybody."""
    paper, file = IssuedPaper.objects.first(), StoredFile.objects.filter(removed_at=None).first()
    papers = [
        _again(
            paper,
            kind=kind,
            project_id=each.project_id,
            number=10_000 + number,
            full_number=f"UU/{10_000 + number}/2026",
            subject_id=each.pk,
            about=[each.pk],
            title=str(each.person),
            search_key=each.person.search_key,
            issued_on=each.started_on,
            batch_id=None,
        )
        for kind in ("contract", "certificate")
        for number, each in enumerate(people)
    ]
    insert_each(papers)
    insert_each(
        [
            _again(file, subject_id=each.pk, project_id=each.project_id, **crowd.NAMED)
            for each in people
        ]
    )


def _again(row: Any, **facts: Any) -> Any:
    """A new row with the columns of another; what is sealed there is given anew."""
    kept = {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}
    return type(row)(**{**kept, "id": new_id(), **facts})


def _candidates(*, project: Project, first: UUID) -> None:
    """Everybody who ever applied, about two hundred in a round."""
    someone = Candidate.objects.filter(recruitment=first).first()
    rounds = [first, *project.recruitments.exclude(pk=first).values_list("pk", flat=True)]
    told = {"particulars": someone.particulars, "state": someone.state, "answers": someone.answers}
    applied_at = datetime(2026, 11, 2, 8, tzinfo=timezone.get_current_timezone())
    insert_each(
        [
            Candidate(
                recruitment_id=rounds[number % ROUNDS],
                number=1_000 + number,
                given_name=NAMES[number % 8],
                family_name=f"{FAMILIES[number % 10]}{number}",
                sort_key=polish.sort_key(f"{FAMILIES[number % 10]}{number}"),
                search_key=polish.folded(f"{NAMES[number % 8]} {FAMILIES[number % 10]}{number}"),
                born_on=date(1950, 1, 1) + timedelta(days=7 * number),
                sex="F" if number % 8 < 4 else "M",
                gmina="2205023",
                source="paper",
                applied_at=applied_at + timedelta(minutes=number),
                points=Decimal(number % 30),
                scored_at=applied_at if number % 3 else None,
                **told,
            )
            for number in range(CANDIDATES)
        ]
    )


def _entitlements(people: list[Participation], ids: dict[str, Any]) -> None:
    """Two hundred people of the project have their travel paid."""
    rule_id, project_id = ids["allowance_rule_id"], ids["project_id"]
    own = (each for each in people if each.project_id == project_id and not each.ended_on)
    insert_each(
        [
            AllowanceGrant(participation=each, rule_id=rule_id, starts_on=date(2026, 6, 1))
            for each in islice(own, ENTITLED)
        ]
    )


def _counted(anna: Member) -> dict[str, int]:
    models = (Participation, Attendance, Session, Candidate, IssuedPaper, StoredFile)
    counted = {model._meta.db_table: model.objects.count() for model in models}
    on = today()
    return {**counted, "deadline within 30 days": len(due_for(anna, on, on + timedelta(days=30)))}
