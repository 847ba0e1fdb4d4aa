"""The app of saved views, drafts and undo."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "projects.workbench"
    label = "workbench"

    def ready(self) -> None:
        from core import forms
        from projects.workbench import drafts, history, tables, taking_out, verbs
        from ui import drawn
        from ui.templatetags import ui

        forms.followers[:] = [drafts.forget_saved]
        ui.draft_finders[:] = [drafts.of_form]
        drawn.answers[:] = [tables.as_file]
        taking_out.register_maker()
        history.register(told=verbs.VERBS)
