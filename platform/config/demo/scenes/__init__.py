"""Scenes of a working day, played in one tenant of the demo through the real operations.

One module for each subject, in the order of PLAYED; each has `play(scene)`.
"""

from dataclasses import dataclass
from datetime import date

from core.ledger.models import Member
from projects.agreements.models import Project


@dataclass(frozen=True)
class Scene:
    """Where it is played: a running project of the tenant, its team, and the day."""

    project: Project
    coordinator: Member
    case_worker: Member
    settlement_officer: Member
    today: date
