"""People of a file who look like somebody who is here: asked as the form asks."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from core.permissions import Actor, Permission
from projects.exchange import rows, saying
from projects.exchange.judging import mending
from projects.exchange.kinds import Reader
from projects.exchange.models import Import, ImportRow
from projects.exchange.vocabulary import Standing, Step
from projects.participants import links, operations, similarity
from projects.participants import queries as participants
from projects.participants.forms.links import ANSWERS, LATER, question
from projects.participants.models import Participation, Person

# In `ImportRow.decided`: by the other person, or under "" for whoever it is.
ANYBODY = ""
# Also once the file is entered: of whoever was left, and of whoever came meanwhile.
ASKED_AT = (Step.READY, Step.APPLIED)
# Up to so many people are looked for by themselves; for more it is quicker to read everybody once.
FEW = 100
ONLY_LATER = [(code, said) for code, said in ANSWERS if code == LATER]
Told = tuple[ImportRow, Any]


class Known:
    """Who is here, as the rule compares them; of whom it finds, those are told whom the sender sees."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.stamp: Any = None
        self.index: similarity.Index[UUID] = similarity.Index([])

    def alike(
        self,
        asked: Iterable[similarity.Profile],
        *,
        born_on: Sequence[date],
        among: similarity.Index[UUID] | None = None,
    ) -> list[list[UUID]]:
        """By profile, who looks like it, the most alike first; of all, or of some people.

        The days tell whom to read before a profile is made: where nobody is here, none is.
        """
        index = self._index_for(born_on) if among is None else among
        if not index:
            return [[] for _day in born_on]
        alike = [[key for key, _likeness in index.alike(one)] for one in asked]
        named = {key for keys in alike for key in keys}
        seen = seen_by(self.by, named)
        return [[key for key in keys if key in seen] for keys in alike]

    def _index_for(self, born_on: Sequence[date]) -> similarity.Index[UUID]:
        """For a few people those born near these days, as the form reads them; else everybody, read again
        when anybody changed."""
        if len(born_on) <= FEW:
            near = {day for one in born_on for day in similarity.near_days(one)}
            return _index_of(born_on__in=near)
        stamp = Person.objects.aggregate(Count("pk"), Max("changed_at"))
        if stamp != self.stamp:
            self.stamp, self.index = stamp, _index_of()
        return self.index


def _index_of(**which: Any) -> similarity.Index[UUID]:
    people = Person.objects.filter(**which).only(*links.COMPARED)
    return similarity.Index((one.pk, links.profile_of(one)) for one in people)


def visible_to(by: Actor) -> QuerySet[Participation]:
    """As the form that enters a person sees them."""
    return participants.participations_visible_to(by, Permission.SEE_PEOPLE)


def seen_by(by: Actor, people: Collection[UUID]) -> set[UUID]:
    """Those of these people whom the actor sees."""
    if not people:
        return set()
    return set(visible_to(by).filter(person__in=people).order_by().values_list("person", flat=True))


def is_answered(row: ImportRow, others: Collection[UUID]) -> bool:
    told = row.decided or {}
    return ANYBODY in told or all(other.hex in told for other in others)


def asked_about(found: Import, new: Sequence[Told], reader: Reader) -> dict[ImportRow, list[UUID]]:
    """By row of a new person, whom it looks like of those whom the file has not added itself."""
    alike = reader.resembling([(entry, bytes(row.key or b"")) for row, entry in new])
    own: set[UUID] = set()
    if found.applied_at is not None:
        named = {other for others in alike for other in others}
        # Whoever is corrected by one row was asked about at the check of another, and still is.
        # Nor is somebody the file's own whom it enrolled, and who was here before it.
        made = brought(found, fields=[]).filter(person__in=named)
        made = made.exclude(person__participations__pk__lt=found.pk)
        own = set(made.values_list("person", flat=True))
    return {
        row: [other for other in others if other not in own]
        for (row, _entry), others in zip(new, alike, strict=True)
    }


def brought(found: Import, **which: Any) -> QuerySet[Participation]:
    """The participations that the file itself has made or corrected; rows that made one name no fields."""
    done = ImportRow.objects.filter(of=found, standing=Standing.DONE, **which)
    return Participation.objects.filter(pk__in=done.values("target_id"))


@dataclass(frozen=True)
class Alike:
    """A person whom a row looks like; `question` leads to their page, `answers` are what the reader may say."""

    pk: UUID
    question: str
    answers: Sequence[tuple[str, Any]]

    @property
    def is_decided_here(self) -> bool:
        return len(self.answers) > 1


@dataclass(frozen=True)
class Asked:
    """A row with whom it looks like; `why` says what came of it after the check."""

    row: ImportRow
    who: str
    others: list[Alike]
    # Whether it looks like somebody whom the sender sees, and the reader does not.
    is_hidden: bool
    why: str = ""


def shown(found: Import, some: Iterable[ImportRow], reader: Reader, *, by: Actor) -> list[Asked]:
    """Rows of a page with whom they look like, and of whom nobody has said.

    The file was compared with those whom its sender sees; its reader is told only of those that both see.
    """
    asked = list(some)
    cells = rows.cells_of_each(asked, found.columns)
    read = [(row, reader.read(one)) for row, one in zip(asked, cells, strict=True)]
    whole = [(row, one.entry) for row, one in read if not one.mistakes]
    alike = asked_about(found, whole, reader)
    seen, named = visible_to(by), {other for others in alike.values() for other in others}
    people = Person.objects.in_bulk(seen_by(by, named))
    decided_with = operations.worked_with(by, set(people))
    told = {
        pk: Alike(pk, question(person, seen), ANSWERS if pk in decided_with else ONLY_LATER)
        for pk, person in people.items()
    }
    return [
        Asked(
            row,
            mending.who(found, row),
            [
                told[other]
                for other in others
                if other in told and other.hex not in (row.decided or {})
            ],
            any(other not in told for other in others),
            saying.heard(row.why),
        )
        for row, others in alike.items()
    ]
