"""The app of targets."""

from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "indicators.targets"
    label = "targets"
