"""Tests: tenants."""
