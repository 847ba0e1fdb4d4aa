"""A text from outside never becomes a formula in anybody's spreadsheet."""

# What a spreadsheet takes for the beginning of a formula; full-width signs count for some.
SIGNS = "=+-@\t\r\n＝＋－＠"


def harmless(text: str) -> str:
    """A text that no spreadsheet reads as a formula: an apostrophe goes before it."""
    begins = text[:1] in SIGNS or text.lstrip()[:1] in SIGNS
    return f"'{text}" if text and begins else text
