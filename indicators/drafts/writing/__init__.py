"""A rule as somebody writes it on a page: half done at times, changed branch by branch."""
