"""What the pages of targets share at every level: forms of cells, the cascade, the history."""
