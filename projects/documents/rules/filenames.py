"""The name of an uploaded file, made harmless: no path, no hidden signs, one ending."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST_NAME = 120
LONGEST_ENDING = 8
NO_NAME = "plik"
# What Windows keeps for itself, whatever the ending.
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
UNSAFE = re.compile(r'[<>:"|?*%;&$`~#{}\']')


def ending_of(name: str) -> str:
    """What stands behind the last dot, in lower case, letters and digits alone: 'pdf', or nothing."""
    ending = PurePosixPath(_last_part(name)).suffix.lower().lstrip(".")
    return ending if ending.isalnum() and len(ending) <= LONGEST_ENDING else ""


def harmless(name: str) -> str:
    """The name without folders, control and invisible signs, and with a single dot before its end.

    'C:\\\\x\\\\umowa.exe.pdf' is kept as 'umowa_exe.pdf'.
    """
    last = unicodedata.normalize("NFC", _last_part(name))
    ending = ending_of(last)
    stem = last[: -len(ending) - 1] if ending else last
    stem = re.sub(r"\s+", " ", UNSAFE.sub("_", stem.replace(".", "_"))).strip(" _-")
    if not stem or RESERVED.fullmatch(stem):
        stem = f"{NO_NAME}-{stem}" if stem else NO_NAME
    return f"{stem[:LONGEST_NAME].rstrip()}.{ending}" if ending else stem[:LONGEST_NAME].rstrip()


def _last_part(name: str) -> str:
    visible = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C")
    return visible.replace("\\", "/").rsplit("/", 1)[-1].strip(" .")
