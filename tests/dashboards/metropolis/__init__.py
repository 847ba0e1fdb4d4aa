"""Tests of what the metropolis sees."""
