"""What KIS II has reported: two closed periods, what was corrected since, and a period that waits."""

from dataclasses import replace
from datetime import timedelta

from config.demo.scenes import Scene
from core.days import add_months
from core.ledger.models import Member
from indicators.periods import operations
from indicators.periods.models import SettlementPeriod
from projects.agreements.models import Project
from projects.participants import operations as participants
from projects.participants.columns import start_of
from projects.participants.models import Participation

CLUB = "Klub Integracji Społecznej II"
# Uneven, as agreements have them: the first reports are asked for sooner.
MONTHS = (3, 3, 6)
CLOSED = 2


def play(scene: Scene) -> None:
    project = Project.objects.filter(title=CLUB).first()
    if project is None:
        return
    periods = _enter(project, by=scene.coordinator)
    for period in periods[:CLOSED]:
        # Reported on the day it was due, though all of the demonstration is played at once.
        operations.close_period(period=period, seen="", on=period.due_on, by=scene.coordinator)
    _correct(scene, periods[CLOSED - 1])


def _enter(project: Project, *, by: Member) -> list[SettlementPeriod]:
    starts_on, found = project.starts_on, []
    for months in MONTHS:
        next_on = add_months(starts_on, months)
        found.append(
            operations.enter_period(
                project=project,
                starts_on=starts_on,
                ends_on=next_on - timedelta(days=1),
                due_on=None,
                is_final=False,
                by=by,
            )
        )
        starts_on = next_on
    return found


def _correct(scene: Scene, last: SettlementPeriod) -> None:
    """A certificate turns up for a man, a woman's had run out: so the published sum still holds."""
    rows = Participation.objects.filter(
        project=last.project, started_on__lte=last.ends_on, voided_at=None
    ).select_related("person", "project")
    ordered = rows.order_by("person__sort_key", "pk")
    man = ordered.filter(person__sex="M", disability="NO").first()
    woman = ordered.filter(person__sex="F", disability="YES").first()
    if man and woman:
        _set(scene, man, "YES", "orzeczenie z dnia przystąpienia było w innej teczce")
        _set(scene, woman, "NO", "orzeczenie straciło ważność przed pierwszym wsparciem")


def _set(scene: Scene, participation: Participation, disability: str, reason: str) -> None:
    participants.correct_start(
        participation=participation,
        start=replace(start_of(participation), disability=disability),
        version=participation.version,
        reason=reason,
        on=scene.today,
        by=scene.case_worker,
    )
