"""The app of the platform's own records."""

from django.apps import AppConfig


class PlatformLedgerConfig(AppConfig):
    name = "core.platform_ledger"
    label = "platform_ledger"
