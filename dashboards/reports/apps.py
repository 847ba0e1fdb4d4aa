"""The app of the metropolis's reports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "dashboards.reports"
    label = "reports"

    def ready(self) -> None:
        from dashboards.reports import verbs
        from projects.workbench import history

        history.register(told=verbs.VERBS)
