"""The app of targets."""

from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "indicators.targets"
    label = "targets"

    def ready(self) -> None:
        from indicators.targets import verbs
        from projects.workbench import history

        history.register(told=verbs.VERBS, fields=verbs.names_of_indicators())
