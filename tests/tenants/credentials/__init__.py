"""Tests: the credentials of programs and the log of their requests."""
