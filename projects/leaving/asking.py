"""Tells deadlines which requests for everything of the unit wait for somebody to agree."""

from core.permissions import Permission
from projects.deadlines.requests import Requests
from projects.deadlines.rules import Kind, Who
from projects.leaving import queries

EXPORTS = Requests(
    kind=Kind.EXPORT,
    waiting=queries.all_waiting,
    page="leaving:page",
    permission=Permission.AGREE_TO_EXPORT,
    who=Who.COORDINATOR_OR_ADMINISTRATOR,
)
