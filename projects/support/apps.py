"""The app of the basket of support."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "projects.support"
    label = "support"

    def ready(self) -> None:
        from projects.support import papers, verbs
        from projects.workbench import history

        history.register(told=verbs.VERBS)
        papers.register()
