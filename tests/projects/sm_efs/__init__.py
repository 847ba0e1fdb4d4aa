"""Tests of the national file and what comes back from it."""
