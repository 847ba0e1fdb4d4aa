"""Which terms were settled, asked inside the query that finds their subjects."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.permissions import Actor, Permission
from projects.agreements import queries as agreements
from projects.deadlines.models import THE_UNIT, Settled
from projects.deadlines.rules import Kind

Term = tuple[str, UUID, date]


def is_settled(kind: Kind, *, basis: str) -> Exists:
    """Whether the row's term of this kind is settled; `basis` names the column it counts from."""
    rows = Settled.objects.filter(kind=kind, subject_id=OuterRef("pk"))
    return Exists(rows.filter(basis_on=OuterRef(basis)))


# Everybody has these once: they are asked for inside the query of people, not read along.
OF_EVERYBODY = (Kind.ENTRY, Kind.EFFICIENCY)


def settled_terms() -> set[Term]:
    """The settled terms of the kinds that come rarely, to be looked up."""
    rows = Settled.objects.exclude(kind__in=OF_EVERYBODY)
    return set(rows.values_list("kind", "subject_id", "basis_on"))


def settled_among(subjects: Iterable[UUID], kinds: Collection[Kind]) -> set[Term]:
    """The settled terms of a few subjects."""
    rows = Settled.objects.filter(subject_id__in=list(subjects), kind__in=kinds)
    return set(rows.values_list("kind", "subject_id", "basis_on"))


def settled_visible_to(by: Actor) -> QuerySet[Settled]:
    """What was marked as done where the actor may see it: people's only with the right to people."""
    figures = agreements.projects_visible_to(by, Permission.SEE_FIGURES).values("pk")
    people = agreements.projects_visible_to(by, Permission.SEE_PEOPLE).values("pk")
    of_projects = Q(subject_id__in=figures)
    of_people = Q(project_id__in=people)
    rows = Settled.objects.filter(of_projects | of_people | Q(subject_id=THE_UNIT))
    return rows.select_related("settled_by").order_by("-settled_on", "-pk")


def settled_about(subjects: Collection[UUID]) -> set[UUID]:
    """Of which of these somebody said that a term was kept."""
    found = Settled.objects.filter(subject_id__in=subjects)
    return set(found.values_list("subject_id", flat=True))
