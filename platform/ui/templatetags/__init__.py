"""Template tags of the interface, loaded in templates as `ui`."""
