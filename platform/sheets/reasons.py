"""Why a file is not read. The child names the reason; the sentences are in `refusals`. No Django."""

from enum import StrEnum


class Reason(StrEnum):
    EMPTY = "EMPTY"
    TOO_LARGE = "TOO_LARGE"
    TOO_MANY_ROWS = "TOO_MANY_ROWS"
    TOO_WIDE = "TOO_WIDE"
    TOO_MANY_SHEETS = "TOO_MANY_SHEETS"
    CELL_TOO_LONG = "CELL_TOO_LONG"
    SWELLS = "SWELLS"
    TOO_MANY_PARTS = "TOO_MANY_PARTS"
    FILE_INSIDE = "FILE_INSIDE"
    UNSAFE_NAME = "UNSAFE_NAME"
    ENCRYPTED = "ENCRYPTED"
    MACROS = "MACROS"
    OLD_EXCEL = "OLD_EXCEL"
    BINARY_EXCEL = "BINARY_EXCEL"
    NO_TABLE = "NO_TABLE"
    WRONG_EXTENSION = "WRONG_EXTENSION"
    CUT_OFF = "CUT_OFF"
    BROKEN = "BROKEN"
    FOREIGN_ENTITIES = "FOREIGN_ENTITIES"
    UNKNOWN_LETTERS = "UNKNOWN_LETTERS"
    STRAY_QUOTE = "STRAY_QUOTE"
    TOO_HEAVY = "TOO_HEAVY"
    TOO_SLOW = "TOO_SLOW"


class Unreadable(Exception):
    """The child stops here; `where` holds plain values for the sentence."""

    def __init__(self, reason: Reason, **where: str | int) -> None:
        super().__init__(reason)
        self.reason, self.where = reason, where
