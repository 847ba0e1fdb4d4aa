"""Versions of definitions that are being written: what they would change, and how they are published."""
