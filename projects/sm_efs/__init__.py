"""The national system (SM EFS): its file, what it would reject, and what comes back from it."""
