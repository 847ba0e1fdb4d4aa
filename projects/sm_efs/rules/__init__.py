"""The national file as plain Python: rows, problems, mends, comparison. No Django, no database."""
