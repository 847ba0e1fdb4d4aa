"""The app of declared values."""

from django.apps import AppConfig


class DeclaredConfig(AppConfig):
    name = "indicators.declared"
    label = "declared"

    def ready(self) -> None:
        from indicators.declared import verbs
        from projects.workbench import history

        history.register(told=verbs.VERBS, fields=verbs.FIELDS)
