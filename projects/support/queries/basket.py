"""One person's basket: planned against delivered, by service and by area, and the barriers."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    DecimalField,
    F,
    FilteredRelation,
    IntegerField,
    Q,
    QuerySet,
    Sum,
    Value,
)
from django.db.models.functions import Cast, TruncMonth

from core.permissions import Actor, Permission
from projects.participants import queries as participants
from projects.participants.models import Participation
from projects.support.models import (
    Attendance,
    Barrier,
    PlacementDay,
    PlannedSupport,
    Service,
    SupportGiven,
)
from projects.support.rules import basket as rules
from projects.support.vocabulary import ATTENDED, Area, DayMark, Unit

NOTHING = Decimal(0)
AMOUNT = DecimalField(max_digits=12, decimal_places=2)
# A bare NULL has no type, and a union wants one.
NO_QUANTITY = Cast(Value(None), AMOUNT)
# What the bars of the areas show of a service.
SHOWN = ("name", "area", "unit")


@dataclass(frozen=True)
class Delivered:
    """What was given of one service, in every unit it can be counted in."""

    hours: Decimal = NOTHING
    meetings: int = 0
    days: int = 0
    months: int = 0
    pieces: Decimal = NOTHING

    def plus(self, other: "Delivered") -> "Delivered":
        return Delivered(
            hours=self.hours + other.hours,
            meetings=self.meetings + other.meetings,
            days=self.days + other.days,
            months=self.months + other.months,
            pieces=self.pieces + other.pieces,
        )

    def in_unit(self, unit: str) -> Decimal:
        """The quantity in the unit of the service; what was given without a sheet is added."""
        sheets: dict[str, Decimal | int] = {
            Unit.HOUR: self.hours,
            Unit.SESSION: self.meetings,
            Unit.DAY: self.days,
            Unit.MONTH: self.months,
            Unit.PIECE: NOTHING,
        }
        return Decimal(sheets[unit]) + self.pieces


@dataclass(frozen=True)
class Line:
    """One service of the basket."""

    service: Service
    planned: PlannedSupport | None
    delivered: Decimal
    hours: Decimal

    @property
    def planned_quantity(self) -> Decimal | None:
        return self.planned.quantity if self.planned else None

    @property
    def missing(self) -> Decimal:
        return rules.missing(self.planned_quantity, self.delivered)

    @property
    def share(self) -> Decimal | None:
        return rules.share(self.planned_quantity, self.delivered)


@dataclass(frozen=True)
class AreaLine:
    """One area, in hours alone: other units do not add up."""

    area: Area
    planned_hours: Decimal
    delivered_hours: Decimal
    other: list[Line]

    @property
    def share(self) -> Decimal | None:
        return rules.share(self.planned_hours, self.delivered_hours)


@dataclass(frozen=True)
class Basket:
    lines: list[Line]
    areas: list[AreaLine]
    barriers: list[Barrier]

    @property
    def is_empty(self) -> bool:
        return not self.lines and not self.barriers

    @property
    def planned_hours(self) -> Decimal:
        return sum((area.planned_hours for area in self.areas), NOTHING)

    @property
    def delivered_of_planned(self) -> Decimal:
        """Delivered hours that the plan asked for: more of one service makes up for no other."""
        lines = [line for line in self.lines if line.service.unit == Unit.HOUR and line.planned]
        most = ((line.delivered, line.planned_quantity or NOTHING) for line in lines)
        return sum((min(pair) for pair in most), NOTHING)

    @property
    def share(self) -> Decimal | None:
        return rules.share(self.planned_hours, self.delivered_of_planned)

    @property
    def missing(self) -> list[Line]:
        """What is planned and still to be delivered."""
        return [line for line in self.lines if line.missing]


def basket_of(participation: Participation) -> Basket:
    """Three queries, however much there is."""
    lines = _lines(participation)
    barriers = participation.barriers.select_related("lowered_by").order_by("kind")
    return Basket(lines, _areas(lines), list(barriers))


def areas_of(participation: Participation) -> list[AreaLine]:
    """The areas alone, from no more of each service than they show: one query."""
    services: dict[UUID, Service] = {}
    planned: dict[UUID, PlannedSupport] = {}
    delivered: dict[UUID, Delivered] = defaultdict(Delivered)
    arms = [each.annotate(planned=NO_QUANTITY) for each in _sums(participation, SHOWN)]
    arms.append(_planned_of(participation, SHOWN))
    for pk, *row in arms[0].union(*arms[1:], all=True):
        name, area, unit, *given, quantity = row
        services[pk] = Service(pk=pk, name=name, area=area, unit=unit)
        delivered[pk] = delivered[pk].plus(Delivered(*given))
        if quantity is not None:
            planned[pk] = PlannedSupport(service_id=pk, quantity=quantity)
    known = sorted(services.values(), key=lambda service: service.name)
    return _areas([_line(each, planned.get(each.pk), delivered[each.pk]) for each in known])


def _lines(participation: Participation) -> list[Line]:
    """Every service that is planned for the person or was given to them."""
    delivered = _delivered_to(participation)
    own = FilteredRelation("planned", condition=Q(planned__participation=participation))
    services: QuerySet[Any] = Service.objects.annotate(plan=own)
    services = services.select_related("provider", "plan")
    return [
        _line(service, getattr(service, "plan", None), delivered.get(service.pk, Delivered()))
        for service in services.filter(Q(pk__in=delivered) | Q(plan__isnull=False))
    ]


def hours_of(participations: Collection[UUID]) -> dict[UUID, dict[str, Decimal]]:
    """Delivered hours of several people by area; areas without any are left out."""
    found: dict[UUID, dict[str, Decimal]] = {pk: defaultdict(Decimal) for pk in participations}
    attended = Attendance.objects.filter(participation__in=list(found), mark__in=ATTENDED)
    worked = PlacementDay.objects.filter(
        placement__participation__in=list(found), mark=DayMark.WORKED
    )
    for pk, area, hours in (
        *_summed(attended, "participation", "session__service__area"),
        *_summed(worked, "placement__participation", "placement__service__area"),
    ):
        found[pk][area] += hours
    return {pk: dict(hours) for pk, hours in found.items()}


def planned_visible_to(by: Actor, permission: Permission) -> QuerySet[PlannedSupport]:
    return PlannedSupport.objects.filter(
        participation__in=participants.participations_visible_to(by, permission)
    ).select_related("participation__person", "participation__project", "service")


def barriers_visible_to(by: Actor, permission: Permission) -> QuerySet[Barrier]:
    return Barrier.objects.filter(
        participation__in=participants.participations_visible_to(by, permission)
    ).select_related("participation__person", "participation__project", "lowered_by")


def given_visible_to(by: Actor, permission: Permission) -> QuerySet[SupportGiven]:
    return SupportGiven.objects.filter(
        participation__in=participants.participations_visible_to(by, permission)
    ).select_related("participation__person", "participation__project", "service")


def _delivered_to(participation: Participation) -> dict[UUID, Delivered]:
    """By service, from sheets, internships and benefits: one query."""
    first, *others = _sums(participation)
    found: dict[UUID, Delivered] = {}
    for service, *row in first.union(*others, all=True):
        found[service] = found.get(service, Delivered()).plus(Delivered(*row))
    return found


def _sums(participation: Participation, columns: Sequence[str] = ()) -> list[QuerySet]:
    """What was given, with these columns of the service beside its id."""
    attended = Attendance.objects.filter(participation=participation, mark__in=ATTENDED)
    worked = PlacementDay.objects.filter(
        placement__participation=participation, mark=DayMark.WORKED
    )
    given = SupportGiven.objects.filter(participation=participation)
    return [
        _proved(attended, _of("session__service", columns), "session__held_on"),
        _proved(worked, _of("placement__service", columns), "worked_on"),
        _pieces(given, _of("service", columns)),
    ]


def _of(service: str, columns: Sequence[str]) -> list[str]:
    return [service, *(f"{service}__{name}" for name in columns)]


def _planned_of(participation: Participation, columns: Sequence[str]) -> QuerySet:
    """Plans in the shape of what was given: nothing of it, and the quantity last."""
    nothing = _nothing() | {"pieces": Value(NOTHING, AMOUNT)}
    rows = participation.planned_support.order_by().values_list(*_of("service", columns))
    return rows.annotate(**nothing, planned=F("quantity"))


def _proved(rows: QuerySet, service: list[str], day: str) -> QuerySet:
    return (
        rows.order_by()
        .values_list(*service)
        .annotate(
            in_hours=Sum("hours"),
            meetings=Count("pk"),
            in_days=Count(day, distinct=True),
            months=Count(TruncMonth(day), distinct=True),
            pieces=Value(NOTHING, AMOUNT),
        )
    )


def _pieces(rows: QuerySet, service: list[str]) -> QuerySet:
    return rows.order_by().values_list(*service).annotate(**_nothing(), pieces=Sum("quantity"))


def _nothing() -> dict[str, Value]:
    """No hours, meetings, days and months."""
    none = Value(0, IntegerField())
    hours = Value(NOTHING, AMOUNT)
    return {"in_hours": hours, "meetings": none, "in_days": none, "months": none}


def _line(service: Service, planned: PlannedSupport | None, delivered: Delivered) -> Line:
    return Line(service, planned, delivered.in_unit(service.unit), delivered.hours)


def _areas(lines: list[Line]) -> list[AreaLine]:
    return [_area(area, lines) for area in Area]


def _area(area: Area, lines: list[Line]) -> AreaLine:
    """An hour of care or of a course is an hour; meals and tickets are told apart."""
    own = [line for line in lines if line.service.area == area]
    in_hours = [line for line in own if line.service.unit == Unit.HOUR]
    planned = sum((line.planned_quantity or NOTHING for line in in_hours), NOTHING)
    delivered = sum((line.delivered for line in in_hours), NOTHING)
    return AreaLine(area, planned, delivered, [line for line in own if line not in in_hours])


def _summed(rows: QuerySet, key: str, area: str) -> QuerySet:
    return rows.order_by().values_list(key, area).annotate(Sum("hours"))
