"""Trying out: a project of invented people that exists for one request and is taken back with it.

It is made by the same operations as every project, in a transaction that never ends otherwise than by
being taken back: nobody else ever sees it, nothing counts it, and nothing of it is left, whatever was
sent. Its records have ids of their own each time; the ones that are shown stand for them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, fields
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from core.civil_days import last_working_day
from core.ledger.models import Member
from core.permissions import System, TenantRole
from projects.agreements import operations as agreements
from projects.agreements.models import Project, ProjectPartner
from projects.participants import entries as people
from projects.participants import operations as participants
from projects.participants.models import Participation
from projects.partners.models import Token
from projects.partners.queries import Reach
from projects.portal.jobs import Ids
from projects.support import entries, operations
from projects.support.models import Service
from projects.support.vocabulary import Area, Kind, Unit

BY = System("sandbox")
# What the page shows in place of the ids that live for one request.
SHOWN = Ids(
    **{
        field.name: f"00000000-0000-7000-8000-00000000000{place}"
        for place, field in enumerate(fields(Ids), start=1)
    }
)
YEAR = timedelta(days=365)
NAMES = (("Zofia", "Przykładowa"), ("Adam", "Wymyślony"), ("Maria", "Próbna"))


@dataclass(frozen=True)
class Sandbox:
    """The reach of a token within the invented project, and what stands for its ids."""

    reach: Reach
    ids: Ids

    def meant(self, text: str) -> str:
        """With the ids that live for this request in place of those that are shown."""
        return _replaced(text, SHOWN, self.ids)

    def shown(self, text: str) -> str:
        return _replaced(text, self.ids, SHOWN)


def _replaced(text: str, these: Ids, by: Ids) -> str:
    for field in fields(Ids):
        text = text.replace(getattr(these, field.name), getattr(by, field.name))
    return text


@contextmanager
def invented(token: Token, *, actor: Member, on: date) -> Iterator[Sandbox]:
    """Whatever happens inside is taken back, without exception."""
    with transaction.atomic():
        yield _made(token, actor=actor, on=on)
        transaction.set_rollback(True)


def _made(token: Token, *, actor: Member, on: date) -> Sandbox:
    project = _project(on)
    line = project.partners.get(is_leader=False)
    present, _other, gone = (_person(project, name, on=on) for name in NAMES)
    workshop = _service(project, line, "Warsztaty", Area.SOCIAL, Kind.GROUP, "INTEGRATION_SOCIAL")
    course = _service(
        project, line, "Kurs", Area.EDUCATIONAL, Kind.COURSE, "COURSE", ends_with_certificate=True
    )
    ticket = _service(project, line, "Bilet", Area.ACCOMPANYING, Kind.OTHER, "", unit=Unit.PIECE)
    session = _session(workshop, [present, _other, gone], on=on)
    participants.leave(participation=gone, entry=_exit(on), version=gone.version, on=on, by=BY)
    made = (session, present, gone, ticket, course)
    return Sandbox(_reach(token, line, actor), Ids(*(str(one.pk) for one in made)))


def _reach(token: Token, line: ProjectPartner, actor: Member) -> Reach:
    """The token's own rights, as if its maker were this project's coordinator; from any address."""
    held = copy(token)
    held.networks = []
    grants = [{"role": str(TenantRole.COORDINATOR), "project": str(line.project_id)}]
    held.made_by = Member(pk=token.made_by_id, display_name="", grants=grants)
    acting = Member(pk=actor.pk, account_id=token.pk, display_name=token.name, grants=grants)
    return Reach(held, {line.pk: line.project_id}, acting)


def _project(on: date) -> Project:
    return agreements.enter_project(
        title="Projekt próbny",
        fund="FEP",
        rule_set="P2021",
        starts_on=on - YEAR,
        ends_on=on + YEAR,
        leader_name="Jednostka",
        total_amount=Decimal(100),
        eu_amount=Decimal(85),
        state_amount=Decimal(0),
        own_amount=Decimal(15),
        partners=[
            agreements.PartnerEntry(name="Jednostka", kind="gmina", is_leader=True),
            agreements.PartnerEntry(name="Partner", kind="ngo"),
        ],
        by=BY,
    )


def _person(project: Project, name: tuple[str, str], *, on: date) -> Participation:
    given_name, family_name = name
    person = people.PersonEntry(
        given_name=given_name,
        family_name=family_name,
        pesel=None,
        born_on=date(1990, 5, 5),
        sex="F",
        place="Kartuzy",
        postal_code="83-300",
        building="1",
        street="Próbna",
        gmina="2205023",
    )
    start = people.StartEntry(
        started_on=on - timedelta(days=60), labour_status="INACTIVE", isced=3, disability="NO"
    )
    return participants.enter_participant(project=project, person=person, start=start, on=on, by=BY)


def _service(
    project: Project, line: ProjectPartner, name: str, area: str, kind: str, code: str, **more: Any
) -> Service:
    facts: dict[str, Any] = {"unit": Unit.HOUR, "provider": line, "national_code": code, **more}
    if not code:
        facts["counts_as_first_support"] = False
    entry = entries.ServiceEntry(name=name, area=area, kind=kind, **facts)
    return operations.enter_service(project=project, entry=entry, by=BY)


def _session(service: Service, who: list[Participation], *, on: date) -> Any:
    """Held lately, on a working day, with all of them on its sheet."""
    group = operations.open_group(
        service=service, entry=entries.GroupEntry(name="Grupa", capacity_count=12), by=BY
    )
    since = on - timedelta(days=50)
    operations.add_members(group=group, participations=who, joined_on=since, may_wait=False, by=BY)
    entry = entries.SessionEntry(
        held_on=last_working_day(on - timedelta(days=12)), start_time=time(9), end_time=time(12)
    )
    return operations.add_session(group=group, entry=entry, by=BY)


def _exit(on: date) -> people.LeaveEntry:
    return people.LeaveEntry(
        ended_on=on - timedelta(days=10), completed_path=True, exit_situation="TOOK_UP_WORK"
    )
