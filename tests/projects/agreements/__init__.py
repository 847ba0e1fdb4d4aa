"""Tests of projects and their agreements."""
