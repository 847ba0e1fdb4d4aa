"""Schema of papers, files and rows of signs."""
