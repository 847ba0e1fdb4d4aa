"""Indicators of a tenant's own: defined, counted and read inside it, and in no sum of anybody else."""
