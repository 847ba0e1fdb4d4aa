"""A person, a participation in one project with the state frozen at its start, and its outcomes."""

from projects.participants.models.counting import CountingRow
from projects.participants.models.participation import Outcome, Participation
from projects.participants.models.person import Person
from projects.participants.models.premise import Premise

__all__ = ["CountingRow", "Outcome", "Participation", "Person", "Premise"]
