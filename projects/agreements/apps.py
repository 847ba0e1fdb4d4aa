"""The app of projects and their agreements."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "projects.agreements"
    label = "agreements"
