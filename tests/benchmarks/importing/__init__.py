"""A hundred thousand people from a workbook into a project, beside the usual ways of doing it."""
