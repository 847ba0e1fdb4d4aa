"""The app of deadlines."""

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "projects.deadlines"
    label = "deadlines"

    def ready(self) -> None:
        from projects.deadlines import verbs
        from projects.workbench import history

        history.register(told=verbs.VERBS)
