"""A population worked out by hand, read from its page in docs and entered for real."""
