"""Applications of a file beside those of the round: what differs, what is entered, what is taken back."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy

from core.errors import RuleBroken
from core.permissions import Actor
from projects.exchange.kinds import Applied, Verdict
from projects.exchange.readers import whom
from projects.exchange.readers.changing_people import ANSWERED, OF_PERSON, alike
from projects.exchange.vocabulary import Standing
from projects.participants import known as register
from projects.participants.columns import search_key
from projects.participants.entries import PersonEntry
from projects.recruitment import operations, queries
from projects.recruitment.entries import (
    Application,
    FiledApplication,
    Situation,
    answers_as_text,
    answers_from_text,
    as_text,
    from_text,
)
from projects.recruitment.forms.application import ANSWER
from projects.recruitment.models import Candidate, Recruitment
from projects.recruitment.vocabulary import Standing as Decided

SITUATION = frozenset(one.name for one in fields(Situation))
PUT_ASIDE = (Decided.REJECTED, Decided.WITHDRAWN)
Applications = Mapping[Any, Sequence[Candidate]]


@dataclass(frozen=True)
class Row:
    """An application as a row tells it, and which questions the row answered at all."""

    entry: FiledApplication
    told: frozenset[str]


def compare(recruitment: Recruitment, rows: Sequence[tuple[Row, bytes]]) -> list[Verdict]:
    """What each row with its key means beside the applications of the round, in two queries.

    How and when an application came stays as it was first written: it decides between equal points.
    """
    by_number, by_name = _applications(recruitment, rows)
    every = {one.pk for found in by_name.values() for one in found}
    prints = operations.fingerprints(every) if every else {}
    return [_verdict(row, key, by_number, by_name, prints) for row, key in rows]


def _applications(
    recruitment: Recruitment, rows: Sequence[tuple[Row, bytes]]
) -> tuple[Applications, Applications]:
    """Of these people: by PESEL, and by name with birth date."""
    people = [row.entry.application.person for row, _key in rows]
    numbers = [key for (_row, key), person in zip(rows, people, strict=True) if person.pesel]
    names = [_name(person) for person in people]
    found = recruitment.candidates.filter(erased_at=None).filter(
        Q(pesel_index__in=numbers)
        | Q(search_key__in=[name for name, _day in names], born_on__in=[day for _n, day in names])
    )
    by_number: dict[bytes, list[Candidate]] = defaultdict(list)
    by_name: dict[Any, list[Candidate]] = defaultdict(list)
    for one in found.order_by("number"):
        if one.pesel_index:
            by_number[bytes(one.pesel_index)].append(one)
        by_name[one.search_key, one.born_on].append(one)
    return by_number, by_name


def _name(person: PersonEntry) -> tuple[str, date]:
    return search_key(person), person.born_on


def _verdict(
    row: Row,
    key: bytes,
    by_number: Applications,
    by_name: Applications,
    prints: Mapping[UUID, bytes],
) -> Verdict:
    """The key of somebody with a PESEL is its blind index."""
    person = row.entry.application.person
    namesakes = by_name.get(_name(person), ())
    without = [one for one in namesakes if not one.pesel_index]
    own = by_number.get(key, ()) if person.pesel else without
    if own:
        return _beside(row, own, prints)
    # Two numbers are two people, whatever they are called.
    doubtful = without if person.pesel else namesakes
    if doubtful:
        return whom.refused(family_name=_ALIKE % {"number": doubtful[0].number})
    return Verdict(standing=Standing.ADD)


_ALIKE = gettext_lazy(
    "Application %(number)s of this round is of somebody of this name and date of birth, and only one "
    "of both has a PESEL. Compare them; correct the application on its page if it is the same person."
)
_SEVERAL = gettext_lazy(
    "This person has several applications in the round: %(numbers)s. Decide first which one holds."
)
_NAMED_OTHERWISE = gettext_lazy(
    "Application %(number)s has this PESEL under another name, date of birth or sex. "
    "Compare the identity document."
)
_PARTICIPANT = gettext_lazy(
    "This candidate is a participant now. Correct the person on the participant's page."
)


def _beside(row: Row, own: Sequence[Candidate], prints: Mapping[UUID, bytes]) -> Verdict:
    """What a row means about somebody who applied already; of several applications one has to hold."""
    for one in own:
        if not differing(row, one):
            return Verdict(standing=Standing.SAME, target=one.pk, seen=prints.get(one.pk))
    held = [one for one in own if one.standing not in PUT_ASIDE] or own
    if len(held) > 1:
        numbers = ", ".join(str(one.number) for one in held)
        return whom.refused(pesel=_SEVERAL % {"numbers": numbers})
    (one,) = held
    if not register.is_named_alike(queries.person_of(one), row.entry.application.person):
        return whom.refused(pesel=_NAMED_OTHERWISE % {"number": one.number})
    if one.participation_id is not None:
        return whom.refused(pesel=_PARTICIPANT)
    differs = differing(row, one)
    seen = prints.get(one.pk)
    return Verdict(standing=Standing.CHANGE, target=one.pk, differs=differs, seen=seen)


def differing(row: Row, candidate: Candidate) -> list[str]:
    """The questions that the row answers otherwise than the application."""
    here, becomes = _application_of(candidate), merged(row, candidate)
    was: dict[str, Any] = {**vars(here.state), **vars(here.person)}
    now: dict[str, Any] = {**vars(becomes.state), **vars(becomes.person)}
    differs = {
        name
        for name in row.told
        for column in ANSWERED.get(name, (name,))
        if column in was and not alike(column, was[column], now[column])
    }
    codes = {name.removeprefix(ANSWER) for name in row.told if name.startswith(ANSWER)}
    differs |= {
        ANSWER + code for code in codes if here.answers.get(code) != becomes.answers.get(code)
    }
    return sorted(differs)


def merged(row: Row, candidate: Candidate) -> Application:
    """What is here, with what the row says otherwise. A cell left empty says nothing."""
    here, said = _application_of(candidate), row.entry.application
    person = {name: vars(said.person)[name] for name in row.told & OF_PERSON}
    columns = {column for name in row.told for column in ANSWERED.get(name, (name,))}
    state = {name: vars(said.state)[name] for name in columns & SITUATION}
    return Application(
        person=replace(here.person, **person),
        state=replace(here.state, **state),
        answers={**here.answers, **said.answers},
    )


def _application_of(candidate: Candidate) -> Application:
    return Application(
        person=queries.person_of(candidate),
        state=queries.state_of(candidate),
        answers=answers_from_text(candidate.answers),
    )


def apply(
    recruitment: Recruitment, rows: Sequence[tuple[Row, Verdict]], *, at: datetime, by: Actor
) -> list[Applied]:
    """Enter who is new, all at once, and correct who applied already, one by one."""
    facts: dict[str, Any] = {"at": at, "by": by}
    new = [row.entry for row, verdict in rows if verdict.standing == Standing.ADD]
    entered = iter(
        operations.add_candidates(recruitment=recruitment, entries=new, **facts) if new else ()
    )
    done = [
        (next(entered).pk, "")
        if verdict.standing == Standing.ADD
        else _changed(row, verdict, facts)
        for row, verdict in rows
    ]
    now = operations.fingerprints([pk for pk, _before in done])
    return [Applied(target=pk, before=before, after=now[pk]) for pk, before in done]


def _changed(row: Row, verdict: Verdict, facts: Mapping[str, Any]) -> tuple[UUID, str]:
    assert verdict.target is not None  # noqa: S101  who differs is here
    found = _fresh(verdict.target)
    before = _written(_application_of(found))
    operations.correct_candidate(
        candidate=found, application=merged(row, found), version=found.version, **facts
    )
    return found.pk, before


def undo(
    recruitment: Recruitment, applied: Sequence[Applied], *, at: datetime, by: Actor
) -> list[object]:
    """Take out who was entered and put back who was corrected, where nobody touched them since.

    None for whom that was done, otherwise why they stay.
    """
    entered = {one.target: one.after for one in applied if not one.before}
    gone: Collection[UUID] = (
        operations.take_back_candidates(recruitment=recruitment, entered=entered, by=by)
        if entered
        else ()
    )
    now = operations.fingerprints([one.target for one in applied if one.target not in gone])
    return [
        None
        if one.target in gone
        else _CHANGED
        if now.get(one.target) != one.after
        else _put_back(one, at=at, by=by)
        if one.before
        else _HELD
        for one in applied
    ]


_CHANGED = gettext_lazy(
    "Somebody worked on this candidate since: corrections, points, papers or a decision."
)
_HELD = gettext_lazy("Since then a paper was issued for this candidate, or a file was added.")


def _put_back(one: Applied, *, at: datetime, by: Actor) -> object:
    """What was there before may be refused today; then what is there stays."""
    found = _fresh(one.target)
    before = _read_back(one.before, pesel=found.pesel)
    try:
        with transaction.atomic():
            operations.correct_candidate(
                candidate=found, application=before, version=found.version, at=at, by=by
            )
    except RuleBroken as refusal:
        return refusal
    return None


def _fresh(pk: UUID) -> Candidate:
    found: Candidate = Candidate.objects.select_related("recruitment__project").get(pk=pk)
    return found


def _written(application: Application) -> str:
    return json.dumps(
        {
            "person": as_text(application.person, without=("pesel",)),
            "state": as_text(application.state),
            "answers": answers_as_text(application.answers),
        }
    )


def _read_back(text: str, *, pesel: str | None) -> Application:
    kept = json.loads(text)
    return Application(
        person=from_text(PersonEntry, kept["person"], pesel=pesel),
        state=from_text(Situation, kept["state"]),
        answers=answers_from_text(kept["answers"]),
    )
