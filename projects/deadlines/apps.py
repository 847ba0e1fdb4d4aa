"""The app of deadlines."""

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "projects.deadlines"
    label = "deadlines"

    def ready(self) -> None:
        from projects.deadlines import verbs
        from projects.deadlines.queries import settled
        from projects.participants.operations import taking_back
        from projects.workbench import history

        history.register(told=verbs.VERBS)
        taking_back.holders.append(settled.settled_about)
