"""Tests of settlement periods."""
