"""The work of one tenant: its projects, the people in them and what they were given."""
