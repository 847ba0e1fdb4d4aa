"""The database backend: django-tenants' own, with the role set beside the search path."""
