"""Shared, versioned definitions of indicators."""
