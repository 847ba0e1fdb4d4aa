"""A person, a participation in one project with the state frozen at its start, and its outcomes."""

from projects.participants.models.anonymous import AnonymousParticipation
from projects.participants.models.counting import CountingRow
from projects.participants.models.exits import EarlierExit
from projects.participants.models.links import PersonLink
from projects.participants.models.looks import Look
from projects.participants.models.participation import Outcome, Participation
from projects.participants.models.path import Diagnosis, DiagnosisArea, Pause, ProgressSurvey
from projects.participants.models.person import Person, listed_name
from projects.participants.models.plans import ActionPlan, PathPlan, PlannedArea, SocialContract
from projects.participants.models.premise import Premise
from projects.participants.models.surroundings import SurroundingPerson
from projects.participants.models.voiding import Voiding

__all__ = [
    "Look",
    "ActionPlan",
    "AnonymousParticipation",
    "CountingRow",
    "Diagnosis",
    "DiagnosisArea",
    "EarlierExit",
    "Outcome",
    "Participation",
    "PathPlan",
    "Pause",
    "Person",
    "PersonLink",
    "PlannedArea",
    "Premise",
    "ProgressSurvey",
    "SocialContract",
    "SurroundingPerson",
    "Voiding",
    "listed_name",
]
