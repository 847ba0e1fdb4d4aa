"""The app of the programme's periods."""

from django.apps import AppConfig


class ProgrammePeriodsConfig(AppConfig):
    name = "indicators.programme_periods"
    label = "programme_periods"

    def ready(self) -> None:
        from indicators.programme_periods import verbs
        from projects.workbench import history

        history.register(told=verbs.VERBS)
