"""What comes in about a person and a participation, whatever the door: form, bulk, later the API."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from core.quick import quickly_made
from projects.participants import rules
from projects.participants.premise_kinds import catalogue

POLAND = "PL"
ADDRESS = ("country", "gmina", "place", "street", "building", "flat", "postal_code")
CHECKED = frozenset(rules.Start.__dataclass_fields__)


@quickly_made
@dataclass(frozen=True, kw_only=True)
class AddressEntry:
    """Where a person lives; `gmina` is a TERYT code, `country` a code of ISO 3166."""

    country: str = POLAND
    gmina: str = ""
    place: str = ""
    street: str = ""
    building: str = ""
    flat: str = ""
    postal_code: str = ""


@quickly_made
@dataclass(frozen=True, kw_only=True)
class PersonEntry:
    """Identity and contact as typed; a person without PESEL has `pesel=None`."""

    given_name: str
    family_name: str
    pesel: str | None
    born_on: date
    sex: str
    other_identifier: str = ""
    phone: str = ""
    email: str = ""
    country: str = POLAND
    gmina: str = ""
    place: str = ""
    street: str = ""
    building: str = ""
    flat: str = ""
    postal_code: str = ""

    @property
    def address(self) -> AddressEntry:
        return AddressEntry(**{name: vars(self)[name] for name in ADDRESS})


@quickly_made
@dataclass(frozen=True, kw_only=True)
class StateEntry:
    """The state of somebody accepted, before the first support: it freezes on that day.

    Codes are those of the project's rule set (scopes/); an empty one is "not asked yet". Without
    an address of its own the state takes the person's; `benefits` are asked for a KIS or a CIS.
    """

    labour_status: str
    isced: int
    disability: str
    long_term_unemployed: bool = False
    months_out_of_work: int | None = None
    at_risk: bool = True
    participant_kind: str = "INDIVIDUAL"
    institution_name: str = ""
    citizenship: str = ""
    labour_register: str = ""
    labour_detail: str = ""
    occupation: str = ""
    employer: str = ""
    education_ends_on: date | None = None
    foreign_background: str = ""
    third_country: str = ""
    minority: str = ""
    homeless: str = ""
    disadvantage: str = ""
    support_scope: str = ""
    in_disability_quota: bool = False
    benefits: tuple[str, ...] | None = None
    notice_given_on: date | None = None
    declared_on: date | None = None
    guardian_consented_on: date | None = None
    may_show_image: bool = False
    address: AddressEntry | None = None


@quickly_made
@dataclass(frozen=True, kw_only=True)
class StartEntry(StateEntry):
    """The state on the day of the first support, frozen from then on."""

    started_on: date


@dataclass(frozen=True, kw_only=True)
class PremiseEntry:
    """A premise with the evidence that was seen; no scan of it is kept."""

    kind: str
    evidence: str
    seen_on: date
    valid_from: date | None = None
    valid_to: date | None = None
    issuer: str = ""
    disability_degree: str = ""
    disability_kind: str = ""


@dataclass(frozen=True, kw_only=True)
class OutcomeEntry:
    """`note` names the document: its number, issuer or day, never the document itself."""

    kind: str
    observed_on: date
    evidence: str
    note: str = ""


@quickly_made
@dataclass(frozen=True, kw_only=True)
class LeaveEntry:
    """The exit and what is known of its outcomes so far."""

    ended_on: date
    completed_path: bool
    exit_situation: str
    outcomes: tuple[OutcomeEntry, ...] = ()


@quickly_made
@dataclass(frozen=True, kw_only=True)
class ParticipantEntry:
    """One whole row for bulk entry."""

    person: PersonEntry
    start: StartEntry
    leave: LeaveEntry | None = None
    premises: tuple[PremiseEntry, ...] = ()


# What the checks read of a state.
OF_STATE = tuple(name for name in StateEntry.__dataclass_fields__ if name in CHECKED)
_of_state = itemgetter(*OF_STATE)


def as_start(person: PersonEntry, start: StateEntry) -> rules.Start:
    """Put both entries together as the checks read them."""
    given = vars(start)
    address = start.address or person
    return rules.Start(
        pesel=person.pesel,
        born_on=person.born_on,
        sex=person.sex,
        other_identifier=person.other_identifier,
        email=person.email,
        phone=person.phone,
        postal_code=address.postal_code,
        place=address.place,
        gmina=address.gmina,
        started_on=given.get("started_on"),
        **dict(zip(OF_STATE, _of_state(given), strict=True)),
    )


def as_leave(leave: LeaveEntry) -> rules.Leave:
    return rules.Leave(
        ended_on=leave.ended_on,
        completed_path=leave.completed_path,
        exit_situation=leave.exit_situation,
        outcomes=tuple((outcome.kind, outcome.observed_on) for outcome in leave.outcomes),
    )


def as_premise(premise: PremiseEntry) -> rules.PremiseSeen:
    return rules.PremiseSeen(
        kind=premise.kind,
        evidence=premise.evidence,
        seen_on=premise.seen_on,
        valid_from=premise.valid_from,
        valid_to=premise.valid_to,
        proves_disability=catalogue().premises[premise.kind].proves_disability,
    )


def errors(problems: Iterable[rules.Problem]) -> list[rules.Problem]:
    return [problem for problem in problems if problem.severity == "E"]
