"""Tests of the shared definitions."""
