"""Webhooks: a partner's program is told at its own address that something it may read has changed."""
