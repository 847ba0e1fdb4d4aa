"""A unit's own dashboards, from its own cells."""
