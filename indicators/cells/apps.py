"""The app of a tenant's cells."""

from django.apps import AppConfig


class CellsConfig(AppConfig):
    name = "indicators.cells"
    label = "cells"
