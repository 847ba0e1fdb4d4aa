"""Settlement periods of a project: what was reported at their end, and what differs since."""
