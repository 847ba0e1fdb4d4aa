"""Tests of declared values."""
