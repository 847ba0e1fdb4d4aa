"""The app of the metropolis's API."""

from django.apps import AppConfig


class ServingConfig(AppConfig):
    name = "dashboards.serving"
    label = "serving"

    def ready(self) -> None:
        from dashboards.serving import verbs
        from projects.workbench import history

        history.register(told=verbs.VERBS)
