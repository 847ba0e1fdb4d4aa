"""Credentials of programs: the hash of each token's secret, its last use, and the log of requests."""
