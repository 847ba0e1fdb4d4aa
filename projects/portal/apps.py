"""The app of the page for a partner's developer."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "projects.portal"
    label = "portal"
