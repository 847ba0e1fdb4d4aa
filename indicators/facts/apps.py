"""The app of facts."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "indicators.facts"
    label = "facts"
