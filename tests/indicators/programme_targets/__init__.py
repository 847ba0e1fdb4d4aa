"""Tests of the programme's targets."""
