"""Pages that compose several subjects: my day, a person's page. No models."""
