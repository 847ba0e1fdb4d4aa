"""Tests of the rule language: one tree, three readings that agree."""
