"""What happened to a person and what comes, from every subject, on one line of time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import CharField, DecimalField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.permissions import Actor, Permission, can
from projects.documents import parts as papers
from projects.documents import queries as documents
from projects.participants.models import Participation
from projects.participants.parts import Moment, course
from projects.recruitment.models import Candidate
from projects.support.parts import words
from projects.support.vocabulary import Mark
from ui import formats

MOST_OF_A_KIND = 6
# A bare NULL has no type, and a union wants one.
NO_AMOUNT = Cast(Value(None), DecimalField(max_digits=10, decimal_places=2))
NOTHING = Value("", CharField())
ON_THE_PATH: dict[str, Promise] = {
    "diagnosis": gettext_lazy("Diagnosis"),
    "plan": gettext_lazy("Plan of support agreed"),
    "contract": gettext_lazy("Social contract signed"),
    "pause": gettext_lazy("Pause begins"),
}


@dataclass(frozen=True)
class Event:
    """One thing that happened: its kind and day, what it is of, what was said, and how much."""

    kind: str
    on: date
    of: str
    said: str
    amount: Decimal | None


def of(participation: Participation, *, by: Actor, on: date) -> list[Moment]:
    """The newest on top: recruitment, path, attendance, papers, exit, outcomes, what waits."""
    happened = [
        Moment(event.on, formats.day(event.on), TOLD.get(event.kind, _on_the_path)(event))
        for event in _events(participation, by=by)
    ]
    whole = can(by, Permission.READ_CASES, project=participation.project_id)
    past = [*course(participation, [], on=on, whole=whole), *happened]
    return sorted(past, key=lambda moment: (moment.due, moment.on), reverse=True)


def _events(participation: Participation, *, by: Actor) -> list[Event]:
    """From every subject in one query."""
    first, *others = [
        _recruited(participation),
        _attended(participation),
        _papers(participation, by=by),
        _plain(participation.diagnoses.all(), "diagnosis", "done_on"),
        _plain(participation.plans.all(), "plan", "agreed_on"),
        _plain(participation.contracts.all(), "contract", "signed_on"),
        _plain(participation.pauses.all(), "pause", "starts_on"),
    ]
    return [Event(*row) for row in first.union(*others, all=True)]


def _rows(rows: QuerySet, kind: str, on: str, **told: Any) -> QuerySet:
    """The columns of an event; what a subject does not tell is empty."""
    columns: dict[str, Any] = {
        "event_kind": Value(kind, CharField()),
        "event_on": F(on),
        "event_of": NOTHING,
    }
    columns |= {"event_said": NOTHING, "event_amount": NO_AMOUNT}
    columns |= {f"event_{name}": value for name, value in told.items()}
    return rows.annotate(**columns).values_list(*columns)


def _plain(records: QuerySet, kind: str, on: str) -> QuerySet:
    return _rows(records.order_by(), kind, on)


def _recruited(participation: Participation) -> QuerySet:
    rows = Candidate.objects.filter(participation=participation, decided_on__isnull=False)
    number = Cast("number", CharField())
    return _rows(rows.order_by(), RECRUITED, "decided_on", said=number, amount=F("points"))


def _attended(participation: Participation) -> QuerySet:
    marked = participation.attendance.exclude(mark="")
    last = marked.order_by("-session__held_on", "-session__start_time")
    facts = {"of": F("session__service__name"), "said": F("mark"), "amount": F("hours")}
    return _rows(last, ATTENDED, "session__held_on", **facts)[:MOST_OF_A_KIND]


def _papers(participation: Participation, *, by: Actor) -> QuerySet:
    issued = documents.papers_of(by, participation._meta.label_lower, participation.pk)
    facts = {"of": F("kind"), "said": F("full_number")}
    return _rows(issued.order_by("-issued_on"), ISSUED, "issued_on", **facts)[:MOST_OF_A_KIND]


def _on_the_path(event: Event) -> str:
    return str(ON_THE_PATH[event.kind])


def _of_recruitment(event: Event) -> str:
    facts = {"number": event.said, "points": formats.number(event.amount or 0)}
    return _("Recruitment: accepted, candidate no. %(number)s, %(points)s points") % facts


def _of_attendance(event: Event) -> str:
    mark = str(Mark(event.said).label)
    whole = f"{mark}, {words.hours(event.amount)}" if event.amount else mark
    return f"{event.of}: {whole}"


def _of_paper(event: Event) -> str:
    return f"{papers.kind_name(event.of)} {event.said}"


RECRUITED, ATTENDED, ISSUED = "recruited", "attended", "issued"
TOLD: dict[str, Callable[[Event], str]] = {
    RECRUITED: _of_recruitment,
    ATTENDED: _of_attendance,
    ISSUED: _of_paper,
}
