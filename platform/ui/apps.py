"""The app of the interface; it has no models and no rules."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "ui"
    label = "ui"
