"""The decisions of the workbench: whose value stays when two people edited the same record."""

MINE, THEIRS, UNDECIDED = "mine", "theirs", ""
UNKNOWN = object()


def chosen(*, opened: object, current: object, typed: object) -> str:
    """Whose value is proposed: of whoever alone has changed it; of neither where both have.

    `opened` is UNKNOWN when nobody can say what the field held before the two edits.
    """
    if opened is UNKNOWN:
        return UNDECIDED
    if typed == opened:
        return THEIRS
    return MINE if current == opened else UNDECIDED
