"""Template tags of watching, loaded in templates as `watching`."""
