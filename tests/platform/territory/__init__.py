"""Tests of territorial units and of what official lists say about them."""
