"""What comes in about a person and a participation, whatever the door: form, bulk, later the API."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from projects.participants import rules


@dataclass(frozen=True, kw_only=True)
class PersonEntry:
    """Identity and contact as typed; a person without PESEL has `pesel=None`."""

    given_name: str
    family_name: str
    pesel: str | None
    born_on: date
    sex: str
    phone: str = ""
    email: str = ""
    street: str = ""
    postal_code: str = ""
    place: str = ""
    gmina: str = ""


@dataclass(frozen=True, kw_only=True)
class StateEntry:
    """The state of somebody accepted, before the first support: it freezes on that day."""

    labour_status: str
    isced: int
    disability: str
    long_term_unemployed: bool = False
    months_out_of_work: int | None = None
    at_risk: bool = True


@dataclass(frozen=True, kw_only=True)
class StartEntry(StateEntry):
    """The state on the day of the first support, frozen from then on."""

    started_on: date


@dataclass(frozen=True, kw_only=True)
class OutcomeEntry:
    kind: str
    observed_on: date
    evidence: str


@dataclass(frozen=True, kw_only=True)
class LeaveEntry:
    """The exit and what is known of its outcomes so far."""

    ended_on: date
    completed_path: bool
    exit_situation: str
    outcomes: tuple[OutcomeEntry, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ParticipantEntry:
    """One whole row for bulk entry."""

    person: PersonEntry
    start: StartEntry
    leave: LeaveEntry | None = None


def as_start(person: PersonEntry, start: StateEntry) -> rules.Start:
    """Put both entries together as the checks read them."""
    return rules.Start(
        pesel=person.pesel,
        born_on=person.born_on,
        sex=person.sex,
        started_on=start.started_on if isinstance(start, StartEntry) else None,
        labour_status=start.labour_status,
        long_term_unemployed=start.long_term_unemployed,
        months_out_of_work=start.months_out_of_work,
        isced=start.isced,
        disability=start.disability,
        at_risk=start.at_risk,
        postal_code=person.postal_code,
        gmina=person.gmina,
        email=person.email,
        phone=person.phone,
    )


def as_leave(leave: LeaveEntry) -> rules.Leave:
    return rules.Leave(
        ended_on=leave.ended_on,
        completed_path=leave.completed_path,
        exit_situation=leave.exit_situation,
        outcomes=tuple((outcome.kind, outcome.observed_on) for outcome in leave.outcomes),
    )


def errors(problems: Iterable[rules.Problem]) -> list[rules.Problem]:
    return [problem for problem in problems if problem.severity == "E"]
