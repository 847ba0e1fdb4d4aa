"""Values that nobody's entries tell: declared by hand, with their source, apart from all counts."""
