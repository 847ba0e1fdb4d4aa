"""Attacks on ten thousand invented releases: what each defence leaves to be found, and nothing by all."""
