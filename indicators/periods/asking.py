"""Tells deadlines which reopenings of a project's periods wait for somebody to agree."""

from indicators.periods import parts, queries
from projects.deadlines.requests import Requests
from projects.deadlines.rules import Kind

REOPENINGS = Requests(
    kind=Kind.REOPENING,
    waiting=queries.waiting_reopenings,
    project="closing__period__project",
    page="periods:period",
    page_of="closing__period",
    number="closing__period__number",
    label=parts.numbered,
)
