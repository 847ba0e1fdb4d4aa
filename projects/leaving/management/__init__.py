"""Where Django looks for the commands of leaving."""
