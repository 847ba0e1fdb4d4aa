"""Workbooks of our own: blank ones, people taken out to be corrected, a file given back with its mistakes."""
