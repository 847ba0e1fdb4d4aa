"""Until when the records of Kartuzy's oldest project are kept: the day is known, and has not come."""

from datetime import date

from config.demo.scenes import Scene
from projects.agreements import operations
from projects.agreements.models import Project

TITLE = "Szukam... Znajduję... Pracuję..."
SOURCE = "pismo instytucji zarządzającej o przechowywaniu dokumentów (wymyślone na potrzeby pokazu)"


def play(scene: Scene) -> None:
    oldest = Project.objects.filter(title=TITLE).order_by("starts_on").first()
    if oldest:
        operations.correct_project(
            project=oldest,
            version=oldest.version,
            retain_until=date(scene.today.year, 12, 31),
            retention_source=SOURCE,
            by=scene.coordinator,
        )
