"""What the metropolis may see: live totals, daily releases, project cards. Never a row about a person."""
