"""What remains of a candidate whose data are deleted: a number, when they applied, what was decided."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from projects.recruitment.models import Candidate, Draft

NOTHING: dict[str, Any] = {
    "given_name": "",
    "family_name": "",
    "sort_key": "",
    "search_key": "",
    "born_on": None,
    "sex": "",
    "pesel": None,
    "pesel_index": None,
    "gmina": "",
    "particulars": None,
    "state": None,
    "answers": None,
    "unproven": [],
}


def erase(candidates: Iterable[Candidate], *, at: datetime) -> None:
    """Take out what identifies them, for an operation that holds the rows locked."""
    for candidate in candidates:
        candidate.scores.all().delete()
        candidate.documents.all().delete()
        candidate.decisions.update(reason=None)
        for name, value in NOTHING.items():
            setattr(candidate, name, value)
        candidate.erased_at = at
        candidate.version += 1
        candidate.save()


def erase_participants(participations: Collection[UUID], *, at: datetime) -> list[UUID]:
    """The same of the candidates who became these participants: that they took part stays told."""
    found = list(
        Candidate.objects.select_for_update(of=("self",)).filter(participation__in=participations)
    )
    Draft.objects.filter(candidate__in=found).delete()
    for candidate in found:
        candidate.participation, candidate.took_part = None, True
    erase(found, at=at)
    return [candidate.pk for candidate in found]
