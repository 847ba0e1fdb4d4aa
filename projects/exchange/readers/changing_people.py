"""Participants of a file beside those who are here: what differs, what is entered, what is taken back."""

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import polish, together
from core.errors import RuleBroken
from core.permissions import Actor, Permission
from projects.agreements.models import Project
from projects.exchange import putting_back
from projects.exchange.kinds import Applied, Verdict
from projects.exchange.readers import typed
from projects.exchange.refusals import ChangedMeanwhile
from projects.exchange.vocabulary import Standing
from projects.exchange.workbooks.bases import Base
from projects.participants import known as register
from projects.participants import operations
from projects.participants import queries as participants
from projects.participants.columns import entry_of, search_key, start_of
from projects.participants.entries import (
    AddressEntry,
    ParticipantEntry,
    PersonEntry,
    StartEntry,
    StateEntry,
)
from projects.participants.models import Participation, Person
from projects.participants.rule_sets import rule_set

# What the register knows by itself, or by which a person is known again.
NEVER_COMPARED = frozenset({"pesel", "no_pesel"})
OF_PERSON = frozenset(one.name for one in fields(PersonEntry)) - NEVER_COMPARED
# One question of the form may answer several columns of a state.
ANSWERED = {
    "labour_status": ("labour_status", "labour_register"),
    "labour_detail": ("labour_detail", "long_term_unemployed"),
}
PHONE, DIGITS = "phone", re.compile(r"\d")
EXIT = "ended_on"


@dataclass(frozen=True)
class Row:
    """A participant as a row tells it, and which questions the row answered at all.

    `alike` gives by question the answers that the file does not tell apart from its own.
    """

    entry: ParticipantEntry
    told: frozenset[str]
    alike: Mapping[str, frozenset[Any]] = field(default_factory=dict)
    # Where the row was taken out to be corrected.
    base: Base | None = None


@dataclass(frozen=True)
class Register:
    """Who of the rows' people is here: by PESEL, by name and birth date, and in this project.

    `visible` are those whom the sender of the file may see.
    """

    by_number: Mapping[bytes, Person]
    by_name: Mapping[Any, Person]
    here: Mapping[UUID, Participation]
    seen: Mapping[UUID, bytes]
    visible: frozenset[UUID]


def compare(project: Project, rows: Sequence[tuple[Row, bytes]], *, by: Actor) -> list[Verdict]:
    """What each row with its key means beside what is here, in a handful of queries."""
    register_now = _register(project, rows, by=by)
    return [_verdict(row, key, register_now) for row, key in rows]


def _register(project: Project, rows: Sequence[tuple[Row, bytes]], *, by: Actor) -> Register:
    people = _known(rows)
    if not people:
        return Register({}, {}, {}, {}, frozenset())
    taking_part = Participation.objects.filter(project=project, person__in=people)
    here = {one.person_id: one for one in taking_part.select_related("person", "project")}
    prints = operations.fingerprints([one.pk for one in here.values()])
    seen = participants.participations_visible_to(by, Permission.SEE_PEOPLE)
    return Register(
        by_number={bytes(one.pesel_index): one for one in people if one.pesel_index},
        by_name={(one.search_key, one.born_on): one for one in people},
        here=here,
        seen={person: prints[one.pk] for person, one in here.items()},
        visible=frozenset(seen.filter(person__in=people).values_list("person_id", flat=True)),
    )


def elsewhere(project: Project, keys: Collection[bytes], *, by: Actor) -> set[bytes]:
    """Of these numbers, those of people whom the actor sees in other projects, and not in this one."""
    seen = participants.participations_visible_to(by, Permission.SEE_PEOPLE)
    found = seen.filter(person__pesel_index__in=keys).exclude(
        person__participations__project=project
    )
    return {bytes(key or b"") for key in found.values_list("person__pesel_index", flat=True)}


# Each is looked up by an index: without `offset 0` a table that grows by the file itself, and of which
# nothing is known yet, may be read from end to end for every piece.
_LOOK_UP = """
select one.id from unnest(%s::bytea[]) as told(number), lateral (
  select id from person where pesel_index = told.number offset 0) as one
union
select one.id from unnest(%s::text[], %s::date[]) as told(name, day), lateral (
  select id from person where born_on = told.day and search_key = told.name offset 0) as one"""


def _known(rows: Sequence[tuple[Row, bytes]]) -> list[Person]:
    """Who has one of these numbers, or one of these names with its birth date."""
    numbers = [key for row, key in rows if row.entry.person.pesel]
    names = [_name(row.entry.person) for row, _key in rows]
    said, born = [name for name, _day in names], [day for _name, day in names]
    facts: list[Any] = [together.as_array(numbers), said, born]
    with connection.cursor() as cursor:
        cursor.execute(_LOOK_UP, facts)
        found = [row[0] for row in cursor.fetchall()]
    return list(Person.objects.filter(pk__in=found)) if found else []


def _name(entry: PersonEntry) -> tuple[str, date]:
    return search_key(entry), entry.born_on


def _verdict(row: Row, key: bytes, known: Register) -> Verdict:
    """The key of somebody with a PESEL is its blind index."""
    told = row.entry.person
    if not known.by_name:
        return _NEW
    namesake = known.by_name.get(_name(told))
    person = known.by_number.get(key) if told.pesel else None
    if person is None and namesake is not None:
        if told.pesel and namesake.pesel_index:
            # Two numbers are two people, whatever they are called.
            return _NEW
        if told.pesel or namesake.pesel_index or namesake.pk not in known.here:
            is_asked = namesake.pk in known.visible and namesake.pk not in known.here
            return _NEW if is_asked else _refused(family_name=_ALIKE)
        person = namesake
    if person is None:
        return _NEW
    if person.pk not in known.visible:
        return _refused(pesel=_HIDDEN)
    return _beside(row, person, known)


_NEW = Verdict(standing=Standing.ADD, is_new=True)
_HIDDEN = gettext_lazy(
    "A person with this PESEL is in the register, in a project that you do not see. "
    "Ask the coordinator of your unit to enrol them."
)
_ALIKE = gettext_lazy(
    "Somebody of this name and date of birth is in the register. If it is the same person, enrol "
    "them from their page, or write the PESEL that the register knows."
)


def _beside(row: Row, person: Person, known: Register) -> Verdict:
    """What a row about somebody who is here means."""
    if not register.is_named_alike(person, row.entry.person):
        return _refused(pesel=operations.KnownOtherwise.message)
    found = known.here.get(person.pk)
    if found is None:
        return Verdict(standing=Standing.ADD)
    if found.voided_at or found.started_on is None:
        return _refused(
            pesel=_("This person is in the project: voided, or waiting for the first support.")
        )
    if row.entry.leave and row.entry.leave.ended_on != found.ended_on:
        return _refused(
            ended_on=_("This person takes part already: record the exit on their own page.")
        )
    differs = differing(row, found)
    standing = Standing.CHANGE if differs else Standing.SAME
    facts: dict[str, Any] = {"target": found.pk, "whose": found.pk, "differs": differs}
    return Verdict(standing=standing, seen=known.seen[person.pk], **facts)


def _refused(**mistakes: Any) -> Verdict:
    said = {name: [str(text)] for name, text in mistakes.items()}
    return Verdict(standing=Standing.BAD, mistakes=said)


def differing(row: Row, found: Participation) -> list[str]:
    """The questions that the row answers otherwise than what is here."""
    person, start = merged(row, found)
    was: dict[str, Any] = {**vars(start_of(found)), **vars(entry_of(found.person))}
    becomes = {**vars(start), **vars(person)}
    return sorted(
        name
        for name in row.told
        for column in ANSWERED.get(name, (name,))
        if column in was and not alike(column, was[column], becomes[column])
    )


def alike(column: str, was: Any, becomes: Any) -> bool:
    """Whether both say the same, however they are written; of several answers in whatever order."""
    if column == PHONE:
        return DIGITS.findall(was) == DIGITS.findall(becomes)
    if column in register.NAMES:
        return polish.folded(was) == polish.folded(becomes)
    if isinstance(was, str) and isinstance(becomes, str):
        return was == becomes or typed.folded(was) == typed.folded(becomes) != ""
    if isinstance(was, tuple) and isinstance(becomes, tuple):
        return set(was) == set(becomes)
    return bool(was == becomes)


def merged(row: Row, found: Participation) -> tuple[PersonEntry, StateEntry]:
    """What is here, with what the row says otherwise. A cell left empty says nothing."""
    person, start = entry_of(found.person), start_of(found)
    told_person = {name: vars(row.entry.person)[name] for name in row.told & OF_PERSON}
    said = vars(row.entry.start)
    unknown = {name for name, group in row.alike.items() if vars(start).get(name) in group}
    told_start = {
        column: said[column]
        for name in row.told - OF_PERSON - unknown
        for column in ANSWERED.get(name, (name,))
        if column in said and column in vars(start)
    }
    return replace(person, **told_person), replace(start, **told_start)


def apply(
    project: Project, rows: Sequence[tuple[Row, Verdict]], *, on: date, by: Actor
) -> list[Applied]:
    """Enter who is new, all at once, and correct who is here, one by one, as they were when compared."""
    _insist_on_what_was_seen([verdict for _row, verdict in rows])
    new = [row.entry for row, verdict in rows if verdict.standing == Standing.ADD]
    made = operations.enter_many(project=project, entries=new, on=on, by=by) if new else []
    entered = iter(made)
    done = [
        (next(entered).pk, "")
        if verdict.standing == Standing.ADD
        else _changed(row, verdict, on=on, by=by)
        for row, verdict in rows
    ]
    now = operations.fingerprints([target for target, _before in done])
    return [Applied(target=pk, before=before, after=now[pk]) for pk, before in done]


def _insist_on_what_was_seen(verdicts: Iterable[Verdict]) -> None:
    """From here on nobody else changes whom the rows change; somebody may have, a moment ago."""
    seen = {one.target: one.seen for one in verdicts if one.target and one.seen}
    now = operations.fingerprints(operations.locked_with_their_people(list(seen)))
    if now != seen:
        raise ChangedMeanwhile


def _changed(row: Row, verdict: Verdict, *, on: date, by: Actor) -> tuple[UUID, str]:
    assert verdict.target is not None  # noqa: S101  who differs is here
    found = _live(verdict.target)
    was = entry_of(found.person), start_of(found)
    if row.base is not None:
        # What somebody did here since, and the file did not, stays.
        row = replace(row, told=frozenset(verdict.differs))
    person, start = merged(row, found)
    _correct(found, person, start, reason=_("Taken from a file."), on=on, by=by)
    left = _live(found.pk)
    return found.pk, _written(was, (entry_of(left.person), start_of(left)))


def undo(
    project: Project, applied: Sequence[Applied], *, since: datetime, on: date, by: Actor
) -> list[object]:
    """Take out who was entered and nobody changed since; put back what was corrected, answer by answer.

    None for whom that was done, otherwise why they stay, or what of them.
    """
    entered = {one.target: one.after for one in applied if not one.before}
    gone: Collection[UUID] = (
        operations.take_back_entered(project=project, entered=entered, since=since, by=by)
        if entered
        else ()
    )
    left = [one.target for one in applied if one.target not in gone]
    now = operations.fingerprints(left)
    return [
        None
        if one.target in gone
        else _CHANGED
        if one.target not in now or (not one.before and now[one.target] != one.after)
        else _put_back(one, on=on, by=by)
        if one.before
        else _HELD
        for one in applied
    ]


_CHANGED = gettext_lazy("Somebody changed the person or the participation since.")
_HELD = gettext_lazy(
    "Since then the person was given support or a paper, or was compared with somebody."
)


def _put_back(one: Applied, *, on: date, by: Actor) -> object:
    """What was there before may be refused today; then what is there stays."""
    (person_was, start_was), (person_told, start_told) = _read_back(one.before)
    found = _live(one.target)
    person, theirs = putting_back.merged(entry_of(found.person), person_was, person_told)
    start, more = putting_back.merged(start_of(found), start_was, start_told)
    reason = _("The file from which it was taken was taken back.")
    try:
        with transaction.atomic():
            _correct(found, person, start, reason=reason, on=on, by=by)
    except RuleBroken as refusal:
        return refusal
    scope = rule_set(found.project.rule_set).scope
    return putting_back.Theirs([*theirs, *more], scope) if theirs or more else None


def _correct(
    found: Participation,
    person: PersonEntry,
    start: StateEntry,
    *,
    reason: str,
    on: date,
    by: Actor,
) -> None:
    why: dict[str, Any] = {"reason": reason, "on": on, "by": by}
    if person != entry_of(found.person):
        version = found.person.version
        operations.correct_person(person=found.person, entry=person, version=version, **why)
        found = _live(found.pk)
    if start != start_of(found):
        operations.correct_start(participation=found, start=start, version=found.version, **why)


def _live(pk: UUID) -> Participation:
    found: Participation = Participation.objects.select_related("person", "project").get(pk=pk)
    return found


Both = tuple[PersonEntry, StateEntry]


def _written(was: Both, told: Both) -> str:
    """Somebody before the file and after it."""
    kept = [
        {"person": vars(person), "start": {**vars(start), "address": vars(start.address)}}
        for person, start in (was, told)
    ]
    return json.dumps(kept, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else vars(value)


def _read_back(text: str) -> tuple[Both, Both]:
    was, told = map(_entries, json.loads(text))
    return was, told


def _entries(kept: dict[str, Any]) -> Both:
    start = kept["start"]
    address = AddressEntry(**start.pop("address"))
    if start["benefits"] is not None:
        start["benefits"] = tuple(start["benefits"])
    days = {name: _day(start[name]) for name in start if name.endswith("_on")}
    person = {**kept["person"], "born_on": _day(kept["person"]["born_on"])}
    return PersonEntry(**person), StartEntry(**{**start, **days, "address": address})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
