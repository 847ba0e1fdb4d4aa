"""Partners who work by programs of their own: what each token may do, and the pages about it."""
