"""Factories of support: a service, a group with people, a session, an internship."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.support import entries, operations
from projects.support.models import Attendance, Group, Placement, Service, Session
from projects.support.vocabulary import Area, Kind, Mark, Unit
from tests import make

# A Monday, three weeks before make.TODAY.
MONDAY = date(2026, 11, 2)


def service(*, of: Project, by: Any, **facts: Any) -> Service:
    usual: dict[str, Any] = {
        "name": "Warsztaty kompetencji społecznych",
        "area": Area.SOCIAL,
        "kind": Kind.GROUP,
        "unit": Unit.HOUR,
        "national_code": "INTEGRATION_SOCIAL",
    }
    entry = entries.ServiceEntry(**{**usual, **facts})
    return operations.enter_service(project=of, entry=entry, by=by)


def advice(*, of: Project, by: Any, **facts: Any) -> Service:
    """A service for one person."""
    usual = {"name": "Doradztwo zawodowe", "area": Area.VOCATIONAL, "kind": Kind.INDIVIDUAL}
    return service(of=of, by=by, **{**usual, "national_code": "ADVICE_CAREER", **facts})


def benefit(*, of: Project, by: Any, **facts: Any) -> Service:
    """Accompanying support, given without a sheet."""
    usual = {
        "name": "Bilet",
        "area": Area.ACCOMPANYING,
        "kind": Kind.OTHER,
        "unit": Unit.PIECE,
        "national_code": "",
        "counts_as_first_support": False,
    }
    return service(of=of, by=by, **{**usual, **facts})


def internship(*, of: Project, by: Any, **facts: Any) -> Service:
    usual = {"name": "Staż", "area": Area.VOCATIONAL, "kind": Kind.PLACEMENT}
    return service(of=of, by=by, **{**usual, "national_code": "INTEGRATION_VOCATIONAL", **facts})


def course(*, of: Project, by: Any, **facts: Any) -> Service:
    usual = {"name": "Kurs", "area": Area.EDUCATIONAL, "kind": Kind.COURSE}
    certified = {"ends_with_certificate": True, "national_code": "COURSE"}
    return service(of=of, by=by, **{**usual, **certified, **facts})


def people(count: int, *, of: Project, by: Any, **facts: Any) -> list[Participation]:
    """Accepted people whose start follows their support; Lis00, Lis01 and so on."""
    return [
        make.accepted(of=of, by=by, family_name=f"Lis{one:02}", pesel=None, **facts)
        for one in range(count)
    ]


def group(*, by: Any, of: Service, **facts: Any) -> Group:
    entry = entries.GroupEntry(**{"name": "Grupa A", "capacity_count": 12, **facts})
    return operations.open_group(service=of, entry=entry, by=by)


def join(group: Group, *who: Participation, by: Any, on: date = MONDAY) -> None:
    operations.add_members(group=group, participations=who, joined_on=on, may_wait=False, by=by)


def session_entry(**facts: Any) -> entries.SessionEntry:
    usual: dict[str, Any] = {
        "held_on": MONDAY,
        "start_time": time(9),
        "end_time": time(12),
    }
    return entries.SessionEntry(**{**usual, **facts})


def session(group: Group, *, by: Any, **facts: Any) -> Session:
    return operations.add_session(group=group, entry=session_entry(**facts), by=by)


def mark(
    session: Session,
    who: Participation,
    mark: str = Mark.PRESENT,
    *,
    by: Any,
    hours: Decimal | None = None,
    on: date = make.TODAY,
) -> operations.Marked:
    """Mark one cell as whoever sees it as it is now."""
    cell = Attendance.objects.filter(session=session, participation=who).first()
    entry = entries.MarkEntry(
        session_id=session.pk,
        participation_id=who.pk,
        mark=mark,
        version=cell.version if cell else 0,
        hours=hours,
    )
    return operations.mark_attendance(sessions=[session], marks=[entry], on=on, by=by)


def placement_entry(**facts: Any) -> entries.PlacementEntry:
    usual: dict[str, Any] = {
        "employer_name": "Stolarnia Kaszubska",
        "starts_on": date(2026, 9, 1),
        "ends_on": date(2026, 12, 31),
        "day_hours": Decimal(6),
        "week_hours": Decimal(30),
    }
    return entries.PlacementEntry(**{**usual, **facts})


def placement(who: Participation, *, by: Any, of: Service, **facts: Any) -> Placement:
    entry = placement_entry(**facts)
    return operations.begin_placement(participation=who, service=of, entry=entry, by=by)


def result_entry(**facts: Any) -> entries.ResultEntry:
    usual: dict[str, Any] = {
        "passed": True,
        "ended_on": date(2026, 11, 6),
        "kind": "QUALIFICATION",
        "title": "Opiekunka osób starszych",
        "certificate_number": "118/2026",
        "issued_by": "Pasja",
        "issued_on": date(2026, 11, 9),
    }
    return entries.ResultEntry(**{**usual, **facts})
