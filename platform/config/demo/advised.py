"""Career advice in projects that are over, so that employment efficiency has somebody to speak of.

Who left after a vocational service is its base. The plan knows who worked three months later; that
they were advised is made up, as the people are.
"""

from datetime import date, time, timedelta
from decimal import Decimal

from config.demo.staff import who_may
from core import tenancy
from core.days import is_working_day
from core.ledger.models import Member
from core.permissions import Permission
from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.support import entries, operations
from projects.support.models import Service
from projects.support.vocabulary import Mark
from tenants.models import Tenant

TENANT = "powiat-kartuski"
SERVICE = "Doradztwo zawodowe indywidualne"
HOURS = 2
# So long after the beginning they meet the adviser.
BEGUN = timedelta(days=7)
ROOM = "PCPR, pokój 3"


def advise(powiat: Tenant, *, today: date) -> int:
    """Plan and write down one meeting with each participant who left; returns how many there were."""
    with tenancy.inside(powiat):
        by = who_may(Permission.EDIT_PEOPLE)
        projects = Project.objects.filter(ends_on__lt=today, rule_set="P2014").order_by("pk")
        return sum(_advise_all(project, today=today, by=by) for project in projects)


def _advise_all(project: Project, *, today: date, by: Member) -> int:
    operations.copy_catalogue(project=project, source=None, by=by)
    service = project.services.get(name=SERVICE)
    rows = project.participations.filter(voided_at=None, ended_on__isnull=False).order_by("pk")
    days = [(row, _day(row)) for row in rows.select_related("person", "project")]
    met = [(row, day) for row, day in days if day]
    for place, (row, day) in enumerate(met):
        _advise(row, service, day, hour=8 + place % 6, today=today, by=by)
    return len(met)


def _day(row: Participation) -> date | None:
    """The first working day after a week; none where somebody left before it."""
    if row.started_on is None or row.ended_on is None:
        return None
    day = row.started_on + BEGUN
    while not is_working_day(day):
        day += timedelta(days=1)
    return day if day <= row.ended_on else None


def _advise(
    row: Participation, service: Service, day: date, *, hour: int, today: date, by: Member
) -> None:
    plan = entries.PlanEntry(quantity=Decimal(HOURS), starts_on=row.started_on)
    operations.plan_support(participation=row, service=service, entry=plan, by=by)
    meeting = entries.SessionEntry(
        held_on=day,
        start_time=time(hour),
        end_time=time(hour + HOURS),
        topic="Indywidualny plan działania",
        place=ROOM,
        leader_name="Doradca zawodowy",
    )
    operations.record_meeting(
        participation=row, service=service, entry=meeting, mark=Mark.PRESENT, on=today, by=by
    )
