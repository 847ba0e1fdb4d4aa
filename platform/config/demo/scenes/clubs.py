"""What the two ended clubs brought along from their binders: a social contract of each person."""

from datetime import timedelta

from config.demo.scenes import Scene
from projects.participants import operations
from projects.participants.entries_path import ContractEntry
from projects.participants.models import Participation

CLUBS = "Klub Integracji Społecznej"
# So many contracts were never found; the checks ask for them.
LOST = 5


def play(scene: Scene) -> None:
    rows = Participation.objects.filter(
        project__title__startswith=CLUBS, ended_on__isnull=False, voided_at=None
    )
    everybody = rows.select_related("person", "project").order_by("started_on", "pk")
    for number, participation in enumerate(everybody[LOST:], 1):
        entry = ContractEntry(
            office_name="GOPS Kartuzy",
            number=f"KS/{number}/{participation.started_on:%Y}",
            signed_on=participation.started_on - timedelta(days=1),
            valid_to=participation.ended_on,
        )
        operations.note_contract(
            participation=participation, entry=entry, on=scene.today, by=scene.case_worker
        )
