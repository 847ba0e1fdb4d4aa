"""Changes as a team makes them, each by its operation: people come, leave with work, are corrected."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from random import Random

from django.db import transaction

from core import pesel, tenancy
from core.days import today
from core.ledger.models import OutboxEntry
from projects.agreements.models import Project
from projects.participants import entries
from projects.participants.columns import start_of
from projects.participants.models import Participation
from projects.participants.operations import entering, in_bulk, leaving
from projects.participants.vocabulary import Disability, EvidenceKind, ExitSituation, OutcomeKind
from tenants.models import Tenant
from tests import make
from tests.benchmarks.entering import BY

ENTER, LEAVE, CORRECT = "somebody is entered", "somebody leaves with work", "a start is corrected"
# Of ten changes: four, four and two.
KINDS = (ENTER, LEAVE, ENTER, LEAVE, CORRECT)
_serials = count(1)


class Changes:
    """Makes changes in turns over the tenants; the same for the same seed."""

    def __init__(self, tenants: Sequence[Tenant]) -> None:
        self.draw = Random(5)
        self.tenants = tenants
        self.projects: dict[int, list[Project]] = {}
        self.stayers: dict[int, list[Participation]] = {}
        for tenant in tenants:
            with tenancy.inside(tenant):
                self.projects[tenant.pk] = list(Project.objects.all())
                # Whoever had work at the start cannot find it.
                rows = Participation.objects.filter(ended_on=None, labour_status="INACTIVE")
                self.stayers[tenant.pk] = list(rows.select_related("project").order_by("pk")[:400])
        self.made = 0

    def make(self) -> tuple[Tenant, str, int]:
        """Make one change; return where, of which kind, and the row of the outbox that tells it."""
        tenant, kind = self.tenants[self.made % len(self.tenants)], KINDS[self.made % len(KINDS)]
        self.made += 1
        make_it: Callable[[Tenant], None] = {
            ENTER: self.enter, LEAVE: self.leave, CORRECT: self.correct,
        }[kind]  # fmt: skip
        with tenancy.inside(tenant), transaction.atomic():
            make_it(tenant)
            row = OutboxEntry.objects.order_by("-pk").values_list("pk", flat=True)[0]
        return tenant, kind, row

    def enter(self, tenant: Tenant) -> None:
        entering.enter_participant(
            project=self.draw.choice(self.projects[tenant.pk]),
            person=somebody(),
            start=make.start_entry(started_on=_some_day(self.draw)),
            on=today(),
            by=BY,
        )

    def leave(self, tenant: Tenant) -> None:
        staying = self._stayer(tenant)
        day = min(staying.started_on + timedelta(days=60), today())
        work = entries.OutcomeEntry(
            kind=OutcomeKind.EMPLOYMENT, observed_on=day, evidence=EvidenceKind.CONTRACT
        )
        leaving.leave(
            participation=staying,
            entry=entries.LeaveEntry(
                ended_on=day,
                completed_path=True,
                exit_situation=ExitSituation.TOOK_UP_WORK,
                outcomes=(work,),
            ),
            version=staying.version,
            on=today(),
            by=BY,
        )

    def correct(self, tenant: Tenant) -> None:
        found = self._stayer(tenant)
        other = Disability.NO if found.disability == Disability.YES else Disability.YES
        entering.correct_start(
            participation=found,
            start=replace(start_of(found), disability=other),
            version=found.version,
            reason="orzeczenie z dnia rozpoczęcia",
            on=today(),
            by=BY,
        )

    def _stayer(self, tenant: Tenant) -> Participation:
        return self.stayers[tenant.pk].pop()


def enter_many(project: Project, number: int) -> None:
    """So many people at once, as a list is taken in."""
    in_bulk.enter_many(
        project=project,
        entries=[
            entries.ParticipantEntry(
                person=somebody(), start=make.start_entry(started_on=date(2024, 3, 3))
            )
            for _ in range(number)
        ],
        on=today(),
        by=BY,
    )


def somebody() -> entries.PersonEntry:
    """In the 1800s, and before the others: numbers that belong to nobody alive."""
    serial = next(_serials)
    born_on = date(1830, 1, 1) + timedelta(days=serial % 9000)
    return make.person_entry(
        pesel=pesel.make(born_on=born_on, sex="F", serial=serial // 9000), born_on=born_on
    )


def _some_day(draw: Random) -> date:
    return date(2023, 2, 1) + timedelta(days=draw.randrange(1200))
