"""The app of the programme's targets."""

from django.apps import AppConfig


class ProgrammeTargetsConfig(AppConfig):
    name = "indicators.programme_targets"
    label = "programme_targets"
