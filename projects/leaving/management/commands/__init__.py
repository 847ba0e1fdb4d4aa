"""Commands of leaving: everything of a unit, for the operator."""
