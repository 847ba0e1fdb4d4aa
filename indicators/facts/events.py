"""The news that facts tell to whoever stands above them."""

from django.dispatch import Signal

# Sent after the transaction that published a tenant's changes; `tenant_id` says whose.
published = Signal()
