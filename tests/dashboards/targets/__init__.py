"""Pages and choices of targets."""
