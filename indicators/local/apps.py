"""The app of a tenant's own indicators."""

from django.apps import AppConfig


class LocalConfig(AppConfig):
    name = "indicators.local"
    label = "local"

    def ready(self) -> None:
        from indicators.local import verbs
        from projects.workbench import history

        history.register(told=verbs.VERBS, fields=verbs.FIELDS)
