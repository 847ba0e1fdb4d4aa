"""Numbers of reports: one row for each kind and year."""

PREFIXES = {"metropolis": "RM", "project": "RP", "effects": "NE"}


def number_of(kind: str, *, year: int, number: int) -> str:
    """RM/2026/7: what a report is called wherever it is quoted."""
    return f"{PREFIXES[kind]}/{year}/{number}"


def file_name_of(full_number: str, ending: str) -> str:
    return f"{full_number.replace('/', '-')}.{ending}"
