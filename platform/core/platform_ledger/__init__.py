"""What the platform keeps about its own work: its audit trail, its long jobs and outgoing mail."""
