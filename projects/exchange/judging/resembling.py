"""People of a file who look like somebody who is here: asked as the form asks, and remembered."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Max, Q, QuerySet

from core.errors import RuleBroken
from core.permissions import Actor, Permission
from projects.exchange import rows
from projects.exchange.judging import mending
from projects.exchange.kinds import Reader
from projects.exchange.models import Import, ImportRow
from projects.exchange.vocabulary import Standing
from projects.participants import links, operations, similarity
from projects.participants import queries as participants
from projects.participants.forms.links import ANSWERS, LATER, question
from projects.participants.models import Participation, Person, PersonLink
from projects.participants.vocabulary_path import LinkKind

# In `ImportRow.decided`: by the other person, or under "" for whoever it is.
ANYBODY = ""
KINDS = frozenset(code for code, _said in ANSWERS)


class Known:
    """Whom the sender of a file sees, as the rule compares them; read again when anybody changed."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.stamp: Any = None
        self.people: list[tuple[UUID, similarity.Profile]] = []
        self.index: similarity.Index[UUID] = similarity.Index(self.people)

    def alike(self, asked: Iterable[similarity.Profile]) -> list[list[UUID]]:
        """By profile, who looks like it, the most alike first; of those whom `is_empty` has seen."""
        return [[key for key, _likeness in self.index.alike(one)] for one in asked]

    def is_empty(self) -> bool:
        """Whether nobody is here; asked first, it sees who came since."""
        stamp = Person.objects.aggregate(Count("pk"), Max("changed_at"))
        if stamp != self.stamp:
            self.stamp, self.people = stamp, self._people()
            self.index = similarity.Index(self.people)
        return not self.people

    def _people(self) -> list[tuple[UUID, similarity.Profile]]:
        seen = visible_to(self.by).order_by().values("person")
        fields = Person.objects.filter(pk__in=seen).only(*links.COMPARED)
        return [(one.pk, links.profile_of(one)) for one in fields]


def visible_to(by: Actor) -> QuerySet[Participation]:
    """As the form that enters a person sees them."""
    return participants.participations_visible_to(by, Permission.SEE_PEOPLE)


def is_answered(row: ImportRow, others: Collection[UUID]) -> bool:
    told = row.decided or {}
    return ANYBODY in told or all(other.hex in told for other in others)


def say_of_all(found: Import) -> int:
    """Every row of which it is asked goes in, and somebody decides later; returns how many rows.

    They are checked anew, by a worker.
    """
    asked = rows.data_of(found).filter(standing=Standing.ALIKE)
    with connection.cursor() as cursor:
        ids = list(asked.values_list("pk", flat=True))
        cursor.execute(_LATER, [json.dumps({ANYBODY: LATER}), ids])
    return len(ids)


_LATER = """
update import_row set decided = coalesce(decided, '{}'::jsonb) || %s::jsonb, standing = 'new'
 where id = any(%s)"""


@dataclass(frozen=True)
class Alike:
    """A person whom a row looks like; `question` leads to their page."""

    pk: UUID
    question: str


@dataclass(frozen=True)
class Asked:
    row: ImportRow
    who: str
    others: list[Alike]


def sees(by: Actor, person: UUID) -> bool:
    return visible_to(by).filter(person=person).exists()


def shown(found: Import, some: Iterable[ImportRow], reader: Reader, *, by: Actor) -> list[Asked]:
    """Rows of a page with whom they look like, and of whom nobody has said.

    The file was compared with those whom its sender sees; its reader is told only of those that both see.
    """
    cells_of = rows.teller(found.columns)
    read = [(row, reader.read(cells_of(row))) for row in some]
    whole = [(row, one.entry) for row, one in read if not one.mistakes]
    others_of = reader.resembling([(entry, bytes(row.key or b"")) for row, entry in whole])
    alike = {row: others for (row, _entry), others in zip(whole, others_of, strict=True)}
    seen, named = visible_to(by), {other for others in alike.values() for other in others}
    own = set(seen.filter(person__in=named).values_list("person", flat=True))
    people = Person.objects.in_bulk(own)
    told: dict[UUID, str] = {pk: question(person, seen) for pk, person in people.items()}
    return [
        Asked(
            row,
            mending.who(found, row),
            [
                Alike(other, told[other])
                for other in others
                if other in told and other.hex not in (row.decided or {})
            ],
        )
        for row, others in alike.items()
    ]


def remember(done: Sequence[tuple[ImportRow, UUID]], *, by: Actor) -> None:
    """Carry out what was answered, once the people are in; what contradicts another decision is left."""
    for row, others in _answered([row for row, _target in done]).items():
        target = next(target for one, target in done if one is row)
        person = Participation.objects.select_related("person").get(pk=target).person
        for other, kind in others.items():
            try:
                with transaction.atomic():
                    operations.decide(
                        one=person, other=Person.objects.get(pk=other), kind=kind, by=by
                    )
            except (RuleBroken, Person.DoesNotExist):
                continue


def forget(some: Iterable[ImportRow], *, by: Actor) -> None:
    """Before the people are taken out: what was answered about them goes, if nobody touched them."""
    answered = _answered(some)
    now = operations.fingerprints([row.target_id for row in answered if row.target_id])
    for row, others in answered.items():
        if row.target_id is None or now.get(row.target_id) != bytes(row.after or b""):
            continue
        person = Participation.objects.get(pk=row.target_id).person_id
        either = Q(first=person, second__in=others) | Q(second=person, first__in=others)
        for link in PersonLink.objects.filter(either):
            operations.take_back(link=link, by=by)


def _answered(some: Iterable[ImportRow]) -> dict[ImportRow, Mapping[UUID, str]]:
    """By row, what was said about whom; whoever is left for later is not told."""
    told: dict[ImportRow, Mapping[UUID, str]] = {}
    for row in some:
        said = {
            UUID(name): kind
            for name, kind in (row.decided or {}).items()
            if kind in LinkKind.values and name
        }
        if said and row.standing in (Standing.ADD, Standing.DONE):
            told[row] = said
    return told
