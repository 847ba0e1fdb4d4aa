"""What the whole programme shall reach, and what each unit told the metropolis that it shall."""
