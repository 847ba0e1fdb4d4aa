"""Migrations of leaving."""
