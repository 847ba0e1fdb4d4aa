"""Tests of facts and their publishing."""
