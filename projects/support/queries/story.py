"""What lies around a person's day: the sessions before and after it, and proofs without a sheet."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from uuid import UUID

from django.db.models import BooleanField, CharField, DateField, DecimalField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from projects.participants.models import Participation
from projects.support.models import Session

SHOWN = 8
NO_MARK = Value("", CharField())
# A bare NULL has no type, and a union wants one.
NO_HOURS = Cast(Value(None), DecimalField(max_digits=10, decimal_places=2))
NO_DAY, NO_ANSWER = Cast(Value(None), DateField()), Cast(Value(None), BooleanField())


@dataclass(frozen=True)
class Met:
    """A session of the person, still to come without a mark, or marked."""

    session_id: UUID
    held_on: date
    start_time: time
    end_time: time
    service: str
    mark: str
    hours: Decimal | None


def sessions_around(participation: Participation, *, on: date) -> tuple[list[Met], list[Met]]:
    """The next sessions, the nearest first, and the last marked ones, the newest first: one query."""
    columns = ("pk", "held_on", "start_time", "end_time", "service__name")
    coming = _coming(participation, on=on).annotate(said=NO_MARK, lasted=NO_HOURS)
    marked = (
        Session.objects.filter(attendance__participation=participation)
        .exclude(attendance__mark="")
        .annotate(said=F("attendance__mark"), lasted=F("attendance__hours"))
        .order_by("-held_on", "-start_time")
    )
    both = coming.values_list(*columns, "said", "lasted")[:SHOWN].union(
        marked.values_list(*columns, "said", "lasted")[:SHOWN], all=True
    )
    met = sorted((Met(*row) for row in both), key=lambda one: (one.held_on, one.start_time))
    return [one for one in met if not one.mark], [one for one in reversed(met) if one.mark]


def _coming(participation: Participation, *, on: date) -> QuerySet[Session]:
    """A person's own next meetings and the next sessions of their groups."""
    places = participation.group_places.filter(
        Q(left_on=None) | Q(left_on__gte=on), joined_on__isnull=False
    )
    own = Q(participation=participation) | Q(group__in=places.values("group"))
    rows = Session.objects.filter(own, held_on__gte=on, cancelled_at=None)
    told = rows.exclude(
        pk__in=participation.attendance.exclude(mark="").values("session"),
    )
    return told.order_by("held_on", "start_time")


@dataclass(frozen=True)
class Proof:
    """A benefit of a day, an internship, or the end of a course; `kind` tells which."""

    kind: str
    pk: UUID
    name: str
    first_on: date
    last_on: date | None
    quantity: Decimal | None
    passed: bool | None


def proofs_of(participation: Participation) -> list[Proof]:
    """The newest first, of benefits only the last ones: one query."""
    given = (
        participation.support_given.order_by("-given_on")
        .annotate(kind_of=Value("given", CharField()), last=NO_DAY, answer=NO_ANSWER)
        .values_list("kind_of", "pk", "service__name", "given_on", "last", "quantity", "answer")
    )
    placements = (
        participation.placements.order_by()
        .annotate(kind_of=Value("placement", CharField()), number=NO_HOURS, answer=NO_ANSWER)
        .values_list("kind_of", "pk", "employer_name", "starts_on", "ends_on", "number", "answer")
    )
    results = (
        participation.course_results.order_by()
        .annotate(kind_of=Value("result", CharField()), last=NO_DAY, number=NO_HOURS)
        .values_list("kind_of", "pk", "title", "ended_on", "last", "number", "passed")
    )
    rows = given[:SHOWN].union(placements, results, all=True)
    return sorted((Proof(*row) for row in rows), key=lambda proof: proof.first_on, reverse=True)
