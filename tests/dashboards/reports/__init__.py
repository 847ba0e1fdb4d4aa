"""Reports: ordered, made in the background, the same for the same day."""
