"""Rules of previews: what may be told of what would change."""
