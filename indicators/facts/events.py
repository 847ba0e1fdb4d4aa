"""The news that facts tell to whoever stands above them."""

from django.dispatch import Signal

# Sent after the transactions that published a tenant's changes: `tenant_id` says whose, `has_cards`
# whether projects or their targets were among them. Also when publishing failed on the way.
published = Signal()
