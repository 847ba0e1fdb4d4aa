"""Counting at five thousand, a hundred thousand, a million participations, and more when asked."""
