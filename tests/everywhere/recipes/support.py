"""Recipes of support."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from projects.participants.models import Participation
from projects.support import entries, operations
from projects.support.models import Group, Session
from projects.support.vocabulary import BarrierKind, DayMark, Mark
from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe
from tests.make import support

OPERATIONS = "projects.support.operations"


@dataclass(frozen=True)
class Met:
    """A group of one project with one person in it and one session behind it."""

    group: Group
    session: Session
    person: Participation


def _met() -> Met:
    by = coordinator()
    project = make.project(by=by)
    (person,) = support.people(1, of=project, by=by)
    group = support.group(of=support.service(of=project, by=by), by=by)
    support.join(group, person, by=by)
    return Met(group, support.session(group, by=by), person)


def _service_entry(**facts: Any) -> entries.ServiceEntry:
    usual = {"name": "Warsztaty", "area": "SOCIAL", "kind": "GROUP", "unit": "HOUR"}
    return entries.ServiceEntry(**{**usual, **facts})


@recipe(f"{OPERATIONS}.catalogue.enter_service", inside_a_tenant=True)
def enter_service() -> dict[str, Any]:
    project = make.project(by=coordinator())
    return {"project": project, "entry": _service_entry(), "by": coordinator()}


@recipe(f"{OPERATIONS}.catalogue.correct_service", inside_a_tenant=True)
def correct_service() -> dict[str, Any]:
    service = operations.enter_service(**enter_service())
    entry = _service_entry(name="Warsztaty II")
    return {"service": service, "entry": entry, "version": 1, "by": coordinator()}


@recipe(f"{OPERATIONS}.catalogue.copy_catalogue", inside_a_tenant=True)
def copy_catalogue() -> dict[str, Any]:
    return {"project": make.project(by=coordinator()), "source": None, "by": coordinator()}


@recipe(f"{OPERATIONS}.basket.plan_support", inside_a_tenant=True)
def plan_support() -> dict[str, Any]:
    met = _met()
    return {
        "participation": met.person,
        "service": met.group.service,
        "entry": entries.PlanEntry(quantity=Decimal(20), note="co drugi tydzień"),
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.basket.change_plan", inside_a_tenant=True)
def change_plan() -> dict[str, Any]:
    planned = operations.plan_support(**plan_support())
    entry = entries.PlanEntry(quantity=Decimal(30))
    return {"planned": planned, "entry": entry, "version": 1, "by": coordinator()}


@recipe(f"{OPERATIONS}.basket.drop_plan", inside_a_tenant=True)
def drop_plan() -> dict[str, Any]:
    planned = operations.plan_support(**plan_support())
    return {"planned": planned, "version": 1, "by": coordinator()}


@recipe(f"{OPERATIONS}.basket.record_barrier", inside_a_tenant=True)
def record_barrier() -> dict[str, Any]:
    entry = entries.BarrierEntry(kind=BarrierKind.TRAVEL, note="jeden autobus dziennie")
    return {"participation": _met().person, "entry": entry, "by": coordinator()}


@recipe(f"{OPERATIONS}.basket.remove_barrier", inside_a_tenant=True)
def remove_barrier() -> dict[str, Any]:
    return {"barrier": operations.record_barrier(**record_barrier()), "by": coordinator()}


@recipe(f"{OPERATIONS}.basket.give_support", inside_a_tenant=True)
def give_support() -> dict[str, Any]:
    met = _met()
    examination = support.benefit(
        of=met.person.project, by=coordinator(), name="Badania lekarskie", area="HEALTH"
    )
    return {
        "participation": met.person,
        "service": examination,
        "given_on": support.MONDAY,
        "quantity": Decimal(1),
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.basket.take_back_support", inside_a_tenant=True)
def take_back_support() -> dict[str, Any]:
    given = operations.give_support(**give_support())
    return {"given": given, "on": make.TODAY, "by": coordinator()}


@recipe(f"{OPERATIONS}.giving.take_back_many", inside_a_tenant=True)
def take_back_many() -> dict[str, Any]:
    given = operations.give_support(**give_support())
    given.refresh_from_db()
    return {
        "project": given.participation.project,
        "given": {given.pk: given.changed_at},
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.groups.open_group", inside_a_tenant=True)
def open_group() -> dict[str, Any]:
    service = _met().group.service
    entry = entries.GroupEntry(name="Grupa B", capacity_count=10)
    return {"service": service, "entry": entry, "by": coordinator()}


@recipe(f"{OPERATIONS}.groups.correct_group", inside_a_tenant=True)
def correct_group() -> dict[str, Any]:
    entry = entries.GroupEntry(name="Grupa A1", capacity_count=10)
    arguments = {"group": _met().group, "entry": entry, "version": 1}
    return {**arguments, "on": make.TODAY, "by": coordinator()}


@recipe(f"{OPERATIONS}.groups.add_members", inside_a_tenant=True)
def add_members() -> dict[str, Any]:
    met = _met()
    another = make.accepted(of=met.person.project, by=coordinator(), family_name="Żak")
    return {
        "group": met.group,
        "participations": [another],
        "joined_on": support.MONDAY,
        "may_wait": False,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.groups.admit", inside_a_tenant=True)
def admit() -> dict[str, Any]:
    met = _met()
    another = make.accepted(of=met.person.project, by=coordinator(), family_name="Żak")
    arguments = {"group": met.group, "joined_on": support.MONDAY, "by": coordinator()}
    small = entries.GroupEntry(name="Grupa A", capacity_count=1)
    operations.correct_group(
        group=met.group, entry=small, version=1, on=make.TODAY, by=coordinator()
    )
    operations.add_members(participations=[another], may_wait=True, **arguments)
    larger = entries.GroupEntry(name="Grupa A", capacity_count=2)
    operations.correct_group(
        group=met.group, entry=larger, version=2, on=make.TODAY, by=coordinator()
    )
    member = met.group.members.get(participation=another)
    return {"member": member, "joined_on": support.MONDAY, "by": coordinator()}


@recipe(f"{OPERATIONS}.groups.leave_group", inside_a_tenant=True)
def leave_group() -> dict[str, Any]:
    member = _met().group.members.get()
    return {"member": member, "left_on": support.MONDAY, "by": coordinator()}


@recipe(f"{OPERATIONS}.sessions.plan_series", inside_a_tenant=True)
def plan_series() -> dict[str, Any]:
    entry = entries.SeriesEntry(
        weekdays=(1, 3),
        first_on=date(2026, 11, 2),
        last_on=date(2026, 11, 30),
        start_time=time(9),
        end_time=time(12),
    )
    return {"group": _met().group, "entry": entry, "by": coordinator()}


@recipe(f"{OPERATIONS}.sessions.add_session", inside_a_tenant=True)
def add_session() -> dict[str, Any]:
    entry = support.session_entry(held_on=date(2026, 11, 4), topic="Mowa ciała")
    return {"group": _met().group, "entry": entry, "by": coordinator()}


@recipe(f"{OPERATIONS}.sessions.change_session", inside_a_tenant=True)
def change_session() -> dict[str, Any]:
    return {
        "session": _met().session,
        "entry": support.session_entry(held_on=date(2026, 11, 5)),
        "version": 1,
        "reason": "sala zajęta",
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.sessions.cancel_session", inside_a_tenant=True)
def cancel_session() -> dict[str, Any]:
    arguments = {"session": _met().session, "version": 1, "by": coordinator()}
    return {**arguments, "reason": "choroba trenera"}


@recipe(f"{OPERATIONS}.attendance.mark_attendance", inside_a_tenant=True)
def mark_attendance() -> dict[str, Any]:
    met = _met()
    mark = entries.MarkEntry(
        session_id=met.session.pk, participation_id=met.person.pk, mark=Mark.PRESENT, version=0
    )
    return {"sessions": [met.session], "marks": [mark], "on": make.TODAY, "by": coordinator()}


def _meeting() -> dict[str, Any]:
    met = _met()
    service = support.advice(of=met.person.project, by=coordinator())
    return {
        "participation": met.person,
        "service": service,
        "entry": support.session_entry(),
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.meetings.plan_meeting", inside_a_tenant=True)
def plan_meeting() -> dict[str, Any]:
    return _meeting()


@recipe(f"{OPERATIONS}.meetings.record_meeting", inside_a_tenant=True)
def record_meeting() -> dict[str, Any]:
    return {**_meeting(), "mark": Mark.PRESENT, "on": make.TODAY}


@recipe(f"{OPERATIONS}.placements.begin_placement", inside_a_tenant=True)
def begin_placement() -> dict[str, Any]:
    person = _met().person
    return {
        "participation": person,
        "service": support.internship(of=person.project, by=coordinator()),
        "entry": support.placement_entry(),
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.placements.correct_placement", inside_a_tenant=True)
def correct_placement() -> dict[str, Any]:
    placement = operations.begin_placement(**begin_placement())
    entry = support.placement_entry(position="pomocnik stolarza")
    return {"placement": placement, "entry": entry, "version": 1, "by": coordinator()}


@recipe(f"{OPERATIONS}.placements.fill_month", inside_a_tenant=True)
def fill_month() -> dict[str, Any]:
    day = entries.DayEntry(worked_on=support.MONDAY, mark=DayMark.WORKED, hours=Decimal(6))
    return {
        "placement": operations.begin_placement(**begin_placement()),
        "month_on": support.MONDAY,
        "entries": [day],
        "version": 1,
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.courses.record_result", inside_a_tenant=True)
def record_result() -> dict[str, Any]:
    person = _met().person
    return {
        "participation": person,
        "service": support.course(of=person.project, by=coordinator()),
        "entry": support.result_entry(),
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.lists.prepare_session_list", inside_a_tenant=True)
def prepare_session_list() -> dict[str, Any]:
    address = "https://alfa.example/wsparcie/kod/"
    return {"session": _met().session, "address": address, "by": coordinator()}


@recipe(f"{OPERATIONS}.lists.prepare_month_list", inside_a_tenant=True)
def prepare_month_list() -> dict[str, Any]:
    arguments = {"group": _met().group, "month_on": support.MONDAY, "by": coordinator()}
    return {**arguments, "address": "https://alfa.example/wsparcie/kod/"}


@recipe(f"{OPERATIONS}.giving.give_many", inside_a_tenant=True)
def give_many() -> dict[str, Any]:
    by = coordinator()
    project = make.project(by=by)
    people = support.people(2, of=project, by=by)
    ticket = support.benefit(of=project, by=by, counts_as_first_support=True)
    given = [
        entries.GivenEntry(
            participation_id=person.pk,
            service_id=ticket.pk,
            given_on=support.MONDAY,
            quantity=Decimal(1),
        )
        for person in people
    ]
    return {
        "entries": given,
        "services": [ticket],
        "participations": [person.pk for person in people],
        "on": make.TODAY,
        "by": by,
    }
