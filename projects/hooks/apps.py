"""The app of webhooks."""

from django.apps import AppConfig


class HooksConfig(AppConfig):
    name = "projects.hooks"
    label = "hooks"

    def ready(self) -> None:
        from projects.hooks import verbs
        from projects.workbench import history

        history.register(told=verbs.VERBS)
