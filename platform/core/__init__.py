"""What every app leans on: errors, permissions, audit, privacy, sealing, tenancy, outbox and days."""
