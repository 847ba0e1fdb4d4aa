"""Tags for templates about one person."""
