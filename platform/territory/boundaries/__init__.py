"""Real borders from official files: read with care, checked, simplified together, kept by day."""
