"""A morning in the middle of the work: most is kept, something is late, something is due soon."""

from config.demo.scenes import Scene
from core.ledger.models import Member
from projects.deadlines import operations, queries
from projects.deadlines.operations import Term
from projects.deadlines.rules import Kind

# How many of each kind the team has not got round to.
LEFT_WAITING = {Kind.ENTRY: 5, Kind.EFFICIENCY: 2}


def play(scene: Scene) -> None:
    _keep(scene, scene.settlement_officer, Kind.ENTRY)
    _keep(scene, scene.case_worker, Kind.EFFICIENCY)
    _keep(scene, scene.coordinator, Kind.ACCESSIBILITY)
    for member in (scene.coordinator, scene.case_worker):
        operations.want_digest(wanted=True, by=member)


def _keep(scene: Scene, by: Member, kind: Kind) -> None:
    """Mark as done whatever of this kind has come due, but for the last few."""
    played_here = (None, scene.project.pk)
    due = [
        item
        for item in queries.due_for(by, scene.today, scene.today)
        if item.kind == kind and item.project_id in played_here
    ]
    kept = due[: max(len(due) - LEFT_WAITING.get(kind, 0), 0)]
    if kept:
        operations.settle(terms=[Term.of(item) for item in kept], by=by, on=scene.today)
