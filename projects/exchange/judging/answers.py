"""What somebody answered about people of a file who look like somebody who is here, and what becomes of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from core import together
from core.errors import RuleBroken
from core.permissions import Actor
from projects.exchange import rows
from projects.exchange.judging import checking, closed_days
from projects.exchange.judging.resembling import ANYBODY
from projects.exchange.models import Import, ImportRow
from projects.exchange.vocabulary import Standing, Step
from projects.participants import operations
from projects.participants.forms import links
from projects.participants.models import Participation, Person, PersonLink
from projects.participants.vocabulary_path import LinkKind

KINDS = frozenset(code for code, _said in links.ANSWERS)


def say(found: Import, row: ImportRow, other: UUID, kind: str, *, on: date) -> None:
    """Whether the row is about this person; it goes in once all whom it looks like are told."""
    row.refresh_from_db(fields=["decided"])
    row.decided = {**(row.decided or {}), other.hex: kind}
    row.save(update_fields=["decided"])
    checking.check_again(found, [row], on=on)


def say_of_all(found: Import, *, on: date) -> int:
    """Every row of which it is asked goes in, and somebody decides later; returns how many rows.

    They are checked anew by a worker; of a file that is entered few are left, and it stays so.
    """
    asked = list(rows.data_of(found).filter(standing=Standing.ALIKE))
    for row in asked:
        row.decided = {**(row.decided or {}), ANYBODY: links.LATER}
    together.update_each(asked, ["decided"])
    if found.step == Step.READY:
        for row in asked:
            row.standing = Standing.NEW
        together.update_each(asked, ["standing"])
        closed_days.look_anew(found)
        found.step = Step.CHECKING
        found.save(update_fields=["step"])
    else:
        checking.check_again(found, asked, on=on)
    return len(asked)


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
