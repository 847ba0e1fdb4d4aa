"""The app of a tenant's own records."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "core.ledger"
    label = "ledger"
