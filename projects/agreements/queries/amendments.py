"""What the agreement said when it was signed, and what each amendment changed."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from projects.agreements import rules
from projects.agreements.models import Amendment, Project, column


@dataclass(frozen=True)
class Change:
    """One field of one amendment, its values as the model reads them."""

    field: str
    before: Any
    after: Any


def amendments_in_force(project: Project) -> QuerySet[Amendment]:
    """In the order of their numbers, which is that of their days."""
    return project.amendments.filter(withdrawn_at=None)


def changes_of(amendment: Amendment) -> list[Change]:
    return [
        Change(name, *(column(name).to_python(value) for value in pair))
        for name, pair in amendment.changes.items()
    ]


def as_signed(amendments: list[Amendment]) -> dict[str, Any]:
    """Each amended field as it was signed; what no amendment touched is not among them."""
    signed = rules.as_signed([amendment.changes for amendment in amendments])
    return {name: column(name).to_python(value) for name, value in signed.items()}
