"""The app that watches over the programme."""

from django.apps import AppConfig


class WatchingConfig(AppConfig):
    name = "dashboards.watching"
    label = "watching"

    def ready(self) -> None:
        from dashboards.watching import verbs
        from projects.workbench import history

        history.register(told=verbs.VERBS)
