"""The app of leaving."""

from django.apps import AppConfig


class LeavingConfig(AppConfig):
    name = "projects.leaving"
    label = "leaving"

    def ready(self) -> None:
        from projects.leaving import verbs
        from projects.workbench import history

        history.register(told=verbs.VERBS)
