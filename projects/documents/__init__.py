"""Documents: templates, numbered papers made from them, and files that were uploaded."""
