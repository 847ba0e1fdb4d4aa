"""The app of saved views, drafts and undo."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "projects.workbench"
    label = "workbench"
