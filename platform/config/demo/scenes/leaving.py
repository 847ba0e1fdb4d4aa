"""Kartuzy's administrator asks for the archive of the whole unit; nobody has agreed yet."""

from django.utils import timezone

from config.demo.scenes import Scene
from config.demo.staff import who_may
from core.permissions import Permission
from projects.leaving import operations

REASON = (
    "Kopia na koniec roku dla archiwum zakładowego urzędu, zarządzenie burmistrza z października "
    "(wymyślone na potrzeby pokazu)."
)


def play(scene: Scene) -> None:
    operations.ask_to_export(
        reason=REASON, on=scene.today, at=timezone.now(), by=who_may(Permission.EXPORT_UNIT)
    )
