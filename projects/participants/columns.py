"""How entries become columns of a person and a participation, and columns become entries again."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from core import crypto, pesel, polish, sealed
from projects.participants import notices, rules
from projects.participants.entries import (
    ADDRESS,
    AddressEntry,
    LeaveEntry,
    OutcomeEntry,
    PersonEntry,
    StartEntry,
    StateEntry,
)
from projects.participants.models import Participation, Person

NO_BENEFIT = "NONE"
# What a state and its columns call alike; the others are months, benefits and the address.
STATE = tuple(
    name
    for name in StateEntry.__dataclass_fields__
    if name not in ("months_out_of_work", "benefits", "address")
)
AT_START = tuple((f"{name}_at_start", name) for name in ADDRESS)


def person_columns(entry: PersonEntry) -> dict[str, Any]:
    """The model's columns of an entry, sort and search keys included; the PESEL apart."""
    columns = {name: value for name, value in vars(entry).items() if name != "pesel"}
    columns["sort_key"] = polish.sort_key(entry.family_name, entry.given_name)
    columns["search_key"] = search_key(entry)
    return columns


def search_key(entry: PersonEntry) -> str:
    """By what a person is looked up: the names, family name first, without capitals and accents."""
    return polish.folded(f"{entry.family_name} {entry.given_name}")


def pesel_index(number: str) -> bytes:
    return sealed.search_index(pesel.plain(number), kind="pesel")


def seal_identity(
    person: Person,
    number: str | None,
    *,
    index: bytes | None = None,
    boxes: crypto.Boxes | None = None,
) -> None:
    """Set the PESEL with its blind index and the box for the publishing worker.

    Whoever enters many people at once gives the `boxes` for all of them, and the `index` it has.
    """
    digits = pesel.plain(number) if number else None
    person.pesel = digits
    person.pesel_index = (index or pesel_index(digits)) if digits else None
    person.matching_box = (boxes or crypto.Boxes()).closed(digits) if digits else None


def start_columns(start: StateEntry, *, rule_set: str, born_on: Any) -> dict[str, Any]:
    """The columns of a state; its address and the degree of urbanisation apart."""
    given = vars(start)
    columns = {name: given[name] for name in STATE}
    columns["months_out_of_work_count"] = start.months_out_of_work
    columns["benefits"] = _written(start.benefits)
    if start.labour_status == "UNEMPLOYED" and not start.labour_detail:
        columns["labour_detail"] = "LONG_TERM" if start.long_term_unemployed else "OTHER"
    noticed = start.notice_given_on
    columns["notice_version"] = notices.in_force(rule_set, on=noticed).version if noticed else ""
    if isinstance(start, StartEntry):
        columns["started_on"] = start.started_on
        columns["age_at_start"] = rules.age_on(born_on=born_on, day=start.started_on)
    return columns


def benefits_of(participation: Participation) -> tuple[str, ...] | None:
    """The codes of the benefits; None while nobody asked."""
    if not participation.benefits:
        return None
    return tuple(code for code in participation.benefits.split(",") if code != NO_BENEFIT)


def _written(benefits: tuple[str, ...] | None) -> str:
    return "" if benefits is None else ",".join(sorted(benefits)) or NO_BENEFIT


def address_columns(address: AddressEntry | PersonEntry) -> dict[str, Any]:
    """The address that freezes at the start."""
    given = vars(address)
    return {column: given[name] for column, name in AT_START}


def address_of(person: Person) -> AddressEntry:
    return AddressEntry(**{name: getattr(person, name) or "" for name in ADDRESS})


def address_at_start(participation: Participation) -> AddressEntry:
    """As frozen; the person's own where it was entered before addresses were kept at the start."""
    if not participation.place_at_start:
        return address_of(participation.person)
    frozen = {name: getattr(participation, f"{name}_at_start") or "" for name in ADDRESS}
    return AddressEntry(**frozen)


def entry_of(person: Person) -> PersonEntry:
    return PersonEntry(
        given_name=person.given_name,
        family_name=person.family_name,
        pesel=person.pesel,
        born_on=person.born_on,
        sex=person.sex,
        other_identifier=person.other_identifier or "",
        phone=person.phone or "",
        email=person.email or "",
        **vars(address_of(person)),
    )


def start_of(participation: Participation) -> StateEntry:
    """The state as it stands; a StartEntry, with its day, once the support has begun."""
    columns = {name: getattr(participation, name) for name in STATE}
    sealed_texts = {name: columns[name] or "" for name in ("institution_name", "employer")}
    state = StateEntry(
        **columns | sealed_texts,
        months_out_of_work=participation.months_out_of_work_count,
        benefits=benefits_of(participation),
        address=address_at_start(participation),
    )
    if participation.started_on is None:
        return state
    return StartEntry(**vars(state), started_on=participation.started_on)


def leave_of(participation: Participation) -> LeaveEntry:
    """The exit as it stands; the participation must have one."""
    if participation.ended_on is None:
        raise ValueError("nobody has left")
    return LeaveEntry(
        ended_on=participation.ended_on,
        completed_path=bool(participation.completed_path),
        exit_situation=participation.exit_situation,
        outcomes=tuple(
            OutcomeEntry(
                kind=each.kind,
                observed_on=each.observed_on,
                evidence=each.evidence,
                note=each.note or "",
            )
            for each in participation.outcomes.all()
        ),
    )


def outcomes_as_text(outcomes: Iterable[OutcomeEntry]) -> str:
    """To be sealed with an exit that no longer holds."""
    kept = [vars(outcome) for outcome in outcomes]
    return json.dumps(kept, ensure_ascii=False, default=date.isoformat)


def outcomes_from_text(text: str | None) -> list[OutcomeEntry]:
    kept = json.loads(text or "[]")
    return [
        OutcomeEntry(**{**one, "observed_on": date.fromisoformat(one["observed_on"])})
        for one in kept
    ]
