"""A unit takes everything it has along: one archive that anybody can read without Szansa."""
