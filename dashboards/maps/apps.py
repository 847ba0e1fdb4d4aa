"""The app of the map; it keeps no rows."""

from django.apps import AppConfig


class MapsConfig(AppConfig):
    name = "dashboards.maps"
    label = "maps"
