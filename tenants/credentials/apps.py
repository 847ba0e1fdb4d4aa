"""The app of the API's credentials."""

from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    name = "tenants.credentials"
    label = "credentials"
