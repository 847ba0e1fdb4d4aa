"""The metropolis's API: tokens of bodies that read released figures, and what it tells them."""
