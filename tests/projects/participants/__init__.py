"""Tests of people and their participations."""
