"""The app of the national system's file."""

from django.apps import AppConfig


class SmEfsConfig(AppConfig):
    name = "projects.sm_efs"
    label = "sm_efs"

    def ready(self) -> None:
        from projects.participants import known_lists
        from projects.retention import removing
        from projects.sm_efs import as_participants, forgetting, verbs
        from projects.workbench import history

        history.register(told=verbs.VERBS)
        known_lists.register(*as_participants.known_lists())
        removing.forgetters.append(forgetting.forget)
