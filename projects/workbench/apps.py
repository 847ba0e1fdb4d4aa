"""The app of saved views, drafts and undo."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "projects.workbench"
    label = "workbench"

    def ready(self) -> None:
        from core import forms
        from projects.workbench import drafts, history, verbs
        from ui.templatetags import ui

        forms.followers[:] = [drafts.forget_saved]
        ui.draft_finders[:] = [drafts.of_form]
        history.register(told=verbs.VERBS)
