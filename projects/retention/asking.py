"""Tells deadlines which removals of people wait for somebody to agree."""

from projects.deadlines.requests import Requests
from projects.deadlines.rules import Kind
from projects.retention import queries

REMOVALS = Requests(
    kind=Kind.REMOVAL,
    waiting=queries.all_waiting,
    project="project",
    page="retention:project",
    page_of="project",
)
