"""Tests of the demo's plan and people."""
