"""Organisations that work in several units: one by its NIP or KRS, with people of their own."""
