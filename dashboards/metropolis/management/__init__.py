"""Commands of the metropolis."""
