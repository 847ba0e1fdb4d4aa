"""Tests of official borders: what goes in, and what is refused with its feature and its reason."""
