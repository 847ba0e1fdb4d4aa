"""The ESF clock: what is due, for whom, by when; computed, never typed."""
