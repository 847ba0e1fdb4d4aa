"""Which terms were settled, asked inside the query that finds their subjects."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from projects.deadlines.models import Settled
from projects.deadlines.rules import Kind

Term = tuple[str, UUID, date]


def is_settled(kind: Kind, *, basis: str) -> Exists:
    """Whether the row's term of this kind is settled; `basis` names the column it counts from."""
    rows = Settled.objects.filter(kind=kind, subject_id=OuterRef("pk"))
    return Exists(rows.filter(basis_on=OuterRef(basis)))


def settled_terms(subjects: Iterable[UUID], kinds: Collection[Kind]) -> set[Term]:
    """The settled terms of a few subjects, to be looked up by kind, subject and basis."""
    rows = Settled.objects.filter(subject_id__in=list(subjects), kind__in=kinds)
    return set(rows.values_list("kind", "subject_id", "basis_on"))
