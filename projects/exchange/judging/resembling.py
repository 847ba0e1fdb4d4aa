"""People of a file who look like somebody who is here: asked as the form asks."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.utils.translation import gettext_lazy

from core.permissions import Actor, Permission
from projects.exchange import rows, saying
from projects.exchange.judging import mending
from projects.exchange.kinds import Reader, Verdict
from projects.exchange.models import Import, ImportRow
from projects.exchange.vocabulary import Standing, Step
from projects.participants import links, similarity
from projects.participants import queries as participants
from projects.participants.forms.links import question
from projects.participants.models import Participation, Person

# In `ImportRow.decided`: by the other person, or under "" for whoever it is.
ANYBODY = ""
# Also once the file is entered: of whoever was left, and of whoever came meanwhile.
ASKED_AT = (Step.READY, Step.APPLIED)
A_WHILE = timedelta(minutes=1)
Told = tuple[ImportRow, Any]
Ready = tuple[ImportRow, Any, Verdict]


class Known:
    """Whom the sender of a file sees, as the rule compares them; read again when anybody changed."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.stamp: Any = None
        self.people: list[tuple[UUID, similarity.Profile]] = []
        self.index: similarity.Index[UUID] = similarity.Index(self.people)

    def alike(
        self, asked: Iterable[similarity.Profile], *, among: Collection[UUID] | None = None
    ) -> list[list[UUID]]:
        """By profile, who looks like it, the most alike first; of these people, or of those whom
        `is_empty` has seen."""
        index = self.index if among is None else similarity.Index(self._people(among))
        return [[key for key, _likeness in index.alike(one)] for one in asked]

    def is_empty(self) -> bool:
        """Whether nobody is here; asked first, it sees who came since."""
        stamp = Person.objects.aggregate(Count("pk"), Max("changed_at"))
        if stamp != self.stamp:
            self.stamp, self.people = stamp, self._people()
            self.index = similarity.Index(self.people)
        return not self.people

    def _people(
        self, among: Collection[UUID] | None = None
    ) -> list[tuple[UUID, similarity.Profile]]:
        seen = visible_to(self.by).order_by().values("person")
        people = Person.objects.filter(pk__in=seen)
        if among is not None:
            people = people.filter(pk__in=among)
        return [(one.pk, links.profile_of(one)) for one in people.only(*links.COMPARED)]


def visible_to(by: Actor) -> QuerySet[Participation]:
    """As the form that enters a person sees them."""
    return participants.participations_visible_to(by, Permission.SEE_PEOPLE)


def is_answered(row: ImportRow, others: Collection[UUID]) -> bool:
    told = row.decided or {}
    return ANYBODY in told or all(other.hex in told for other in others)


def asked_about(found: Import, new: Sequence[Told], reader: Reader) -> dict[ImportRow, list[UUID]]:
    """By row of a new person, whom it looks like of those whom the file has not brought itself."""
    alike = reader.resembling([(entry, bytes(row.key or b"")) for row, entry in new])
    own: set[UUID] = set()
    if found.applied_at is not None:
        named = {other for others in alike for other in others}
        own = set(_brought(found).filter(person__in=named).values_list("person", flat=True))
    return {
        row: [other for other in others if other not in own]
        for (row, _entry), others in zip(new, alike, strict=True)
    }


def ask_anew(found: Import, ready: Sequence[Ready], reader: Reader) -> list[Ready]:
    """Who is still to be entered. Whoever looks like somebody who came since the check is asked about
    first: the row waits as before the first answer, and says why.
    """
    new = [(row, entry) for row, entry, verdict in ready if verdict.is_new]
    came = _came_since(found) if new else ()
    if not came:
        return list(ready)
    entries = [(entry, bytes(row.key or b"")) for row, entry in new]
    alike = reader.resembling(entries, among=came)
    asked = {
        row
        for (row, _entry), others in zip(new, alike, strict=True)
        if others and not is_answered(row, others)
    }
    for row in asked:
        row.standing, row.why = Standing.ALIKE, saying.kept(_CAME_SINCE)
    return [one for one in ready if one[0] not in asked]


def _brought(found: Import) -> QuerySet[Participation]:
    done = ImportRow.objects.filter(of=found, standing=Standing.DONE)
    return Participation.objects.filter(pk__in=done.values("target_id"))


def _came_since(found: Import) -> set[UUID]:
    """Whom others entered or enrolled after the file was sent; at its check they may not have been here."""
    own = ImportRow.objects.filter(of=found, standing=Standing.DONE, target_id=OuterRef("pk"))
    # Somebody else may have begun before, and been done after.
    later = Participation.objects.filter(created_at__gte=found.made_at - A_WHILE)
    return set(later.filter(~Exists(own)).order_by().values_list("person", flat=True))


_CAME_SINCE = gettext_lazy("Somebody who looks like this person was entered after the check.")


@dataclass(frozen=True)
class Alike:
    """A person whom a row looks like; `question` leads to their page."""

    pk: UUID
    question: str


@dataclass(frozen=True)
class Asked:
    """A row with whom it looks like; `why` says what came of it after the check."""

    row: ImportRow
    who: str
    others: list[Alike]
    why: str = ""


def sees(by: Actor, person: UUID) -> bool:
    return visible_to(by).filter(person=person).exists()


def shown(found: Import, some: Iterable[ImportRow], reader: Reader, *, by: Actor) -> list[Asked]:
    """Rows of a page with whom they look like, and of whom nobody has said.

    The file was compared with those whom its sender sees; its reader is told only of those that both see.
    """
    cells_of = rows.teller(found.columns)
    read = [(row, reader.read(cells_of(row))) for row in some]
    whole = [(row, one.entry) for row, one in read if not one.mistakes]
    alike = asked_about(found, whole, reader)
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
            saying.heard(row.why),
        )
        for row, others in alike.items()
    ]
