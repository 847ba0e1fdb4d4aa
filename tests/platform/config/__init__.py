"""Tests of the wiring: settings, environment, embedded database, processes."""
