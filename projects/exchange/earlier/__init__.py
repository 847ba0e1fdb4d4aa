"""A project that was led before Szansa, in one workbook: a chain of imports, people first."""
