"""Tests of the metropolis's API."""
