"""The fact tables, in a PostgreSQL schema of their own that only the publishing role may read."""

from indicators.facts.models.counts import Hit, OpenResult, Repeat, SharedCell, SharedCellBySex
from indicators.facts.models.declared import DeclaredFact
from indicators.facts.models.news import ProjectCard, Publication, Reconciliation
from indicators.facts.models.people import (
    KeptNumber,
    MatchingKey,
    ParticipationFact,
    PersonNumber,
    SupportFact,
)

__all__ = [
    "DeclaredFact",
    "Hit",
    "KeptNumber",
    "MatchingKey",
    "OpenResult",
    "ParticipationFact",
    "PersonNumber",
    "ProjectCard",
    "Publication",
    "Reconciliation",
    "Repeat",
    "SharedCell",
    "SharedCellBySex",
    "SupportFact",
]
