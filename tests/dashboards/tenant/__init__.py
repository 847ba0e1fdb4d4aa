"""Tests of a unit's own dashboards."""
