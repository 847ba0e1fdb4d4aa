"""The rule language: one JSON tree over a closed list of fields, and its three readings."""
