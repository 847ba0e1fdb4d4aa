"""Migrations of recruitment, by SQL alone."""
