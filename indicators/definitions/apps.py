"""The app of shared definitions."""

from django.apps import AppConfig


class DefinitionsConfig(AppConfig):
    name = "indicators.definitions"
    label = "definitions"
