"""People who sign in: one account each, wherever they work. Rights live elsewhere (tenants)."""
