"""What one tenant keeps about its own work: members, the audit trail and the outbox."""
