"""Tests of the one door to tenants."""
