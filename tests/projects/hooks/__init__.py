"""Tests of partners' webhooks."""
