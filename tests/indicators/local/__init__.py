"""Tests of a unit's own indicators."""
