"""A hundred thousand participants from the database into a workbook, beside the usual ways of doing it."""
