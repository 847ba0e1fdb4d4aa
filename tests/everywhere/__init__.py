"""Tests: everywhere."""
