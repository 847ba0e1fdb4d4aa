"""Migrations of the national file."""
