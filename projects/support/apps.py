"""The app of the basket of support."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "projects.support"
    label = "support"
