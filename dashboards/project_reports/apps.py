"""The app of the reports of projects."""

from django.apps import AppConfig


class ProjectReportsConfig(AppConfig):
    name = "dashboards.project_reports"
    label = "project_reports"

    def ready(self) -> None:
        from dashboards.project_reports import verbs
        from projects.workbench import history

        history.register(told=verbs.VERBS)
