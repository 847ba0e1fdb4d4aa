"""The app of persons and participations."""

from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    name = "projects.participants"
    label = "participants"

    def ready(self) -> None:
        from projects.participants import papers

        papers.register()
