"""Pages of recruitment: the office's, and those open to whoever applies."""
