"""Tests of what speaks with programs."""
