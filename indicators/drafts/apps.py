"""The app of drafts of definitions."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "indicators.drafts"
    label = "drafts"

    def ready(self) -> None:
        from indicators.drafts import verbs
        from projects.workbench import history

        history.register(told=verbs.VERBS)
