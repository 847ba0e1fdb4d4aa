"""Tokens of partners, and the API they open."""
