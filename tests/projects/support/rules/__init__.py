"""Decisions of support, without a database."""
