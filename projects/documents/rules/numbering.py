"""How papers are numbered: kind, the project's mark, year and a number without gaps."""

import re
from collections.abc import Collection

from core import polish

LONGEST_MARK = 12
WHOLE_WORD = 4
SMALL_WORDS = frozenset(
    {"a", "dla", "do", "i", "na", "o", "od", "oraz", "po", "w", "z", "ze", "za"}
)
ROMAN = re.compile(r"[IVX]+")
ROMAN_SIGNS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def number_of(*, prefix: str, mark: str, year: int, number: int) -> str:
    """'UU/KIS-II/2026/0012'"""
    return f"{prefix}/{mark}/{year}/{number:04}"


def padded(word: str) -> str:
    """A number as somebody types it, as it is kept: 'zu/nd/2026/2' becomes 'zu/nd/2026/0002'."""
    return re.sub(r"(?<=/)\d{1,3}$", lambda found: found[0].zfill(4), word)


def mark_of(title: str, edition_no: int | None, *, taken: Collection[str]) -> str:
    """A short mark of a project, made of its title and edition; differs from those that are taken.

    Klub Integracji Społecznej, edition 2, is KIS-II; the second project of that mark is KIS-II.2.
    """
    # A subtitle behind a full stop or a colon would only make the mark long.
    words = re.findall(r"\w+", re.split(r"[.:(–]", title.strip())[0] or title)
    edition = roman(edition_no) if edition_no else ""
    if words and len(words) > 1 and ROMAN.fullmatch(words[-1]):
        edition = words.pop()
    letters = _letters([word for word in words if word.casefold() not in SMALL_WORDS] or words)
    mark = "-".join(filter(None, (letters[:LONGEST_MARK] or "P", edition)))
    return mark if mark not in taken else _next_free(mark, taken)


def roman(number: int) -> str:
    signs = ""
    for value, sign in ROMAN_SIGNS:
        times, number = divmod(number, value)
        signs += sign * times
    return signs


def file_name_of(number: str, version: int = 1) -> str:
    """What the browser calls the file: the number alone, because a name would name somebody."""
    later = f"-v{version}" if version > 1 else ""
    return f"{number.replace('/', '-')}{later}.pdf"


def _letters(words: list[str]) -> str:
    plain = [polish.folded(word).upper() for word in words]
    plain = ["".join(sign for sign in word if sign.isascii()) for word in plain]
    if len(plain) == 1:
        return plain[0][:WHOLE_WORD]
    return "".join(word[:1] for word in plain)


def _next_free(mark: str, taken: Collection[str]) -> str:
    turn = 2
    while f"{mark}.{turn}" in taken:
        turn += 1
    return f"{mark}.{turn}"
