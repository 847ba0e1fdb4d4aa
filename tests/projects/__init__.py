"""Tests of the work of one tenant."""
