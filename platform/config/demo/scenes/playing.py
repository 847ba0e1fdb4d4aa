"""Plays every scene in the tenant of the demo that shows a whole working day."""

from datetime import date

from config.demo.scenes import (
    Scene,
    agreements,
    allowances,
    claims,
    clubs,
    deadlines,
    declared,
    documents,
    leaving,
    local,
    participants,
    path,
    recruitment,
    reports,
    retention,
    sm_efs,
    support,
    targets,
    workbench,
)
from core.ledger.models import Member
from core.permissions import TenantRole
from projects.agreements import queries
from projects.agreements.models import Project

TENANT = "kartuzy"
# Of whom the scenes enter and let begin, and do not void: one each.
ENTERED_DISABILITIES = ("YES", "NO", "NO")
# Each stands on what the ones before it left.
PLAYED = (
    agreements,
    targets,
    clubs,
    participants,
    path,
    recruitment,
    support,
    allowances,
    documents,
    workbench,
    reports,
    claims,
    declared,
    local,
    retention,
    sm_efs,
    leaving,
    deadlines,
)


def play(*, today: date) -> int:
    """Run inside the tenant; returns how many scenes were played, none without a running project."""
    running = queries.found(Project.objects.all(), state=queries.RUNNING, on=today)
    if not running:
        return 0
    scene = Scene(
        project=running[0],
        coordinator=_one(TenantRole.COORDINATOR),
        case_worker=_one(TenantRole.CASE_WORKER),
        settlement_officer=_one(TenantRole.SETTLEMENT_OFFICER),
        today=today,
    )
    for each in PLAYED:
        each.play(scene)
    return len(PLAYED)


def _one(role: TenantRole) -> Member:
    everyone = Member.objects.filter(left_at=None).order_by("pk")
    return next(one for one in everyone if any(grant["role"] == role for grant in one.grants))
