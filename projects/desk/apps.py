"""The app of pages that compose several subjects."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "projects.desk"
    label = "desk"
