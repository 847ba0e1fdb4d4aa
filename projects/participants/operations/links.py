"""Two people who look alike are linked or kept apart by somebody's decision; nobody is merged."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import NotAllowed, RuleBroken
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, can
from projects.participants import links
from projects.participants.models import Participation, Person, PersonLink
from projects.participants.vocabulary_path import LinkKind
from ui import formats


class DecidedAlready(RuleBroken):
    message = _(
        "%(who)s decided about these two on %(when)s: %(kind)s. "
        "If that is wrong, take the decision back first."
    )


class OneAndTheSameEntry(RuleBroken):
    message = _("This is one and the same entry: there is nothing to decide.")


class AgainstAnotherDecision(RuleBroken):
    message = _(
        "This contradicts what was decided before: through other links these two are %(kind)s "
        "already. Take that decision back first."
    )


class TakenBackAlready(RuleBroken):
    message = _("Somebody has taken this decision back already.")


@operation()
def decide(*, one: Person, other: Person, kind: str, reason: str = "", by: Actor) -> PersonLink:
    """Remember that two entries are the same person, or that they are not; one decision a pair."""
    first, second = _locked(one.pk, other.pk)
    _require_both(by, first, second)
    held = PersonLink.objects.filter(first=first, second=second).first()
    if held is not None:
        raise DecidedAlready(
            who=held.decided_by or "—",
            when=formats.moment(held.decided_at),
            kind=held.get_kind_display().lower(),
        )
    _check_against_others(first.pk, second.pk, kind)
    link = PersonLink.objects.create(
        first=first,
        second=second,
        kind=kind,
        reason=reason,
        decided_by=by if isinstance(by, Member) else None,
    )
    audit.record("decided about two people who look alike", link, by=by, fields=[kind])
    return link


@operation()
def take_back(*, link: PersonLink, by: Actor) -> None:
    """Forget a decision; the pair is suspected again if it still looks alike."""
    first, second = _locked(link.first_id, link.second_id)
    _require_both(by, first, second)
    held = PersonLink.objects.filter(pk=link.pk).first()
    if held is None:
        raise TakenBackAlready
    audit.record("took back a decision about two people", held, by=by, fields=[held.kind])
    held.delete()


def _locked(one: UUID, other: UUID) -> list[Person]:
    """Both, the smaller id first: whoever decides about them at the same time waits here."""
    if one == other:
        raise OneAndTheSameEntry
    rows: Any = Person.objects.select_for_update()
    return list(rows.filter(pk__in=[one, other]).order_by("pk"))


def worked_with(by: Actor, people: Collection[UUID]) -> set[UUID]:
    """Those of these people about whom the actor may decide: they edit people in some project of each."""
    rows = Participation.objects.filter(person__in=people).order_by()
    taking_part = rows.values_list("person", "project").distinct()
    return {
        person
        for person, project in taking_part
        if can(by, Permission.EDIT_PEOPLE, project=project)
    }


def _require_both(by: Actor, *people: Person) -> None:
    both = {person.pk for person in people}
    if worked_with(by, both) != both:
        raise NotAllowed


def _check_against_others(first: UUID, second: UUID, kind: str) -> None:
    """Links reach further than a pair: what is the same as the same is the same."""
    ours, theirs = links.linked_ids(first), links.linked_ids(second)
    if kind == LinkKind.DIFFERENT and second in ours:
        raise AgainstAnotherDecision(kind=LinkKind.SAME.label.lower())
    apart = PersonLink.objects.filter(
        kind=LinkKind.DIFFERENT, first__in=ours | theirs, second__in=ours | theirs
    )
    if kind == LinkKind.SAME and apart.exists():
        raise AgainstAnotherDecision(kind=LinkKind.DIFFERENT.label.lower())
