"""The app of leaving."""

from django.apps import AppConfig


class LeavingConfig(AppConfig):
    name = "projects.leaving"
    label = "leaving"

    def ready(self) -> None:
        from projects.deadlines.queries import of_projects
        from projects.leaving import asking, preparing, verbs
        from projects.workbench import history

        history.register(told=verbs.VERBS)
        of_projects.requests_kept.append(asking.EXPORTS)
        preparing.register_maker()
