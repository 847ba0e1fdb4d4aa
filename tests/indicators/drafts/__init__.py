"""Tests of drafts: what they would change, and how they become versions."""
