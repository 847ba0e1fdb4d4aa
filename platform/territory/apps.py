"""The app of territorial units."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "territory"
