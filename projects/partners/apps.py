"""The app of partners' tokens."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "projects.partners"
    label = "partners"

    def ready(self) -> None:
        from projects.partners import verbs
        from projects.workbench import history

        history.register(told=verbs.VERBS)
