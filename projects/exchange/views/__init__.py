"""Pages on which a file, or a whole earlier project, becomes people, groups and hours."""
