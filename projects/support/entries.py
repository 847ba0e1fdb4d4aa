"""What comes in about support, whatever the door: a form, a list in bulk, later the API."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from uuid import UUID

from core.ledger.models import Member
from projects.agreements.models import ProjectPartner
from projects.support.models import Service


@dataclass(frozen=True, kw_only=True)
class ServiceEntry:
    """One line of the catalogue; without a provider the leader gives it."""

    name: str
    area: str
    kind: str
    unit: str
    provider: ProjectPartner | None = None
    national_code: str = ""
    counts_as_first_support: bool = True
    planned_quantity: Decimal | None = None
    ends_with_certificate: bool = False


@dataclass(frozen=True, kw_only=True)
class PlanEntry:
    quantity: Decimal
    starts_on: date | None = None
    ends_on: date | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class BarrierEntry:
    kind: str
    lowered_by: Service | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class GroupEntry:
    """Somebody of the team leads it, or somebody from outside who is named in words."""

    name: str
    capacity_count: int
    place: str = ""
    leader: Member | None = None
    leader_name: str = ""


@dataclass(frozen=True, kw_only=True)
class SessionEntry:
    """When and where one session takes place; without `hours` they are those of the clock."""

    held_on: date
    start_time: time
    end_time: time
    hours: Decimal | None = None
    place: str = ""
    topic: str = ""
    leader: Member | None = None
    leader_name: str = ""


@dataclass(frozen=True, kw_only=True)
class SeriesEntry:
    """Sessions on the same weekdays (Monday is 0), from one day to another."""

    weekdays: tuple[int, ...]
    first_on: date
    last_on: date
    start_time: time
    end_time: time
    hours: Decimal | None = None
    topic: str = ""


@dataclass(frozen=True, kw_only=True)
class MarkEntry:
    """One cell that somebody changed, and the version of it that they saw.

    An empty mark takes the cell's mark off; `hours` matter for a part of the time alone.
    """

    session_id: UUID
    participation_id: UUID
    mark: str
    version: int
    hours: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class GivenEntry:
    """So much of one service on one day for one person."""

    participation_id: UUID
    service_id: UUID
    given_on: date
    quantity: Decimal


@dataclass(frozen=True, kw_only=True)
class PlacementEntry:
    employer_name: str
    starts_on: date
    ends_on: date
    day_hours: Decimal
    week_hours: Decimal
    position: str = ""
    supervisor_name: str = ""


@dataclass(frozen=True, kw_only=True)
class DayEntry:
    """One day on an internship's monthly sheet."""

    worked_on: date
    mark: str
    hours: Decimal = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class ResultEntry:
    """How a course ended for one person."""

    passed: bool
    ended_on: date
    kind: str
    title: str
    certificate_number: str = ""
    issued_by: str = ""
    issued_on: date | None = None
