"""The app that watches over the programme."""

from django.apps import AppConfig


class WatchingConfig(AppConfig):
    name = "dashboards.watching"
    label = "watching"
