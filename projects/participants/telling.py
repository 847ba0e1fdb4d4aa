"""What of the audit trail belongs to the history of a participation: each record of its path."""

from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from projects.participants.models import (
    ActionPlan,
    Diagnosis,
    PathPlan,
    Pause,
    ProgressSurvey,
    SocialContract,
    SurroundingPerson,
)
from projects.workbench.history import Finder

PATH = (
    Diagnosis,
    ProgressSurvey,
    Pause,
    PathPlan,
    ActionPlan,
    SocialContract,
    SurroundingPerson,
)


def finders() -> list[Finder]:
    return [_of_participations(model) for model in PATH]


def _of_participations(model: type[Model]) -> Finder:
    def find(ids: list[UUID]) -> QuerySet[Any]:
        return model._default_manager.filter(participation__in=ids).values_list("pk")

    return find
