"""Recruitment: candidates, scoring grids, ranking lists and decisions."""
