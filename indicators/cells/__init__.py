"""A tenant's own figures: exact counts of its projects, kept in its schema, out of any neighbour's reach."""
