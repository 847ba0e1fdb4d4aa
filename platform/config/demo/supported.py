"""Groups of the spring and autumn in the running projects of other units, so that the basket is full.

Whom the groups had is made up, as the people are; the day's work is that of Kartuzy (scenes).
"""

from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal

from config.demo import plan
from config.demo.dice import dice
from config.demo.staff import who_may
from core import tenancy
from core.ledger.models import Member
from core.permissions import Permission
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.support import entries, operations, queries
from projects.support.models import Group
from projects.support.vocabulary import Mark
from tenants.models import Tenant

# Each meets once a week, on a weekday of its own, and they are over by now.
GROUPS = (
    ("Warsztaty kompetencji społecznych", 12),
    ("Warsztaty aktywnego poszukiwania pracy", 12),
    ("Kurs zawodowy", 10),
    ("Zajęcia usprawniające", 10),
)
WEEKS = 7
HOURS = 3
# They ended so long ago that their months are over, and told.
ENDED = timedelta(weeks=6)
MARKS = {Mark.PRESENT: 88, Mark.ABSENT: 6, Mark.EXCUSED: 6}


def support(opened: dict[str, Tenant], *, today: date, but_for: str) -> int:
    """Run the groups of every running project but those of one unit; returns how many people they had."""
    busy = {each.tenant for each in plan.projects()} - {but_for}
    return sum(_support_unit(opened[slug], today=today) for slug in sorted(busy))


def _support_unit(tenant: Tenant, *, today: date) -> int:
    with tenancy.inside(tenant):
        everything = Project.objects.filter(starts_on__lt=_first_on(today))
        running = agreements.found(everything, state=agreements.RUNNING, on=today)
        if not running:
            return 0
        by = who_may(Permission.EDIT_PEOPLE)
        return sum(_run_groups(project, today=today, by=by) for project in running)


def _first_on(today: date) -> date:
    return today - ENDED - timedelta(weeks=WEEKS)


def _run_groups(project: Project, *, today: date, by: Member) -> int:
    operations.copy_catalogue(project=project, source=None, by=by)
    rows = project.participations.filter(
        ended_on=None, voided_at=None, started_on__lt=_first_on(today)
    )
    people = list(rows.select_related("person", "project").order_by("person__sort_key", "pk"))
    for weekday, (name, places) in enumerate(GROUPS):
        first = weekday * 3 % max(1, len(people) - places + 1)
        inside = people[first : first + places]
        if inside:
            _run_group(project, name, inside, weekday=weekday, today=today, by=by)
    return len(people)


def _run_group(
    project: Project,
    name: str,
    people: Sequence[Participation],
    *,
    weekday: int,
    today: date,
    by: Member,
) -> None:
    service = project.services.get(name=name)
    first_on = _first_on(today)
    planned = entries.PlanEntry(quantity=Decimal(WEEKS * HOURS), starts_on=first_on)
    for person in people:
        operations.plan_support(participation=person, service=service, entry=planned, by=by)
    made = entries.GroupEntry(name="I", capacity_count=len(people), leader_name="Prowadząca grupy")
    group = operations.open_group(service=service, entry=made, by=by)
    operations.add_members(
        group=group, participations=people, joined_on=first_on, may_wait=False, by=by
    )
    series = entries.SeriesEntry(
        weekdays=(weekday,),
        first_on=first_on,
        last_on=today - ENDED,
        start_time=time(9),
        end_time=time(9 + HOURS),
    )
    operations.plan_series(group=group, entry=series, by=by)
    _fill_sheets(group, today=today, by=by)


def _fill_sheets(group: Group, *, today: date, by: Member) -> None:
    chance = dice(0, f"attendance {group.service.project} {group.service}")
    held = list(group.sessions.order_by("held_on"))
    marks = [
        entries.MarkEntry(
            session_id=session.pk,
            participation_id=row.participation.pk,
            mark=chance.choices([*MARKS], [*MARKS.values()])[0],
            hours=None,
            version=0,
        )
        for row in queries.sheet_of(held).rows
        for session in held
        if session.pk in row.cells
    ]
    operations.mark_attendance(sessions=held, marks=marks, on=today, by=by)
