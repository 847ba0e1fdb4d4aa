"""The map of units and gminas: tiles or real outlines, in classes, with its table."""
