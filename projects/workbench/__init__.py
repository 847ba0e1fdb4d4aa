"""What every list and form of a tenant has beside its own subject: saved views, drafts, undo, history."""
