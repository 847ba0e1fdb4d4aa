"""Polish text where the database cannot help: alphabetical order and searching without accents."""

import unicodedata
from collections.abc import Callable

ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
# Latin letters that Unicode does not take apart.
WHOLE_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
)
# Only digits, so that a key sorts alike under every collation a database may have.
RANKS = {letter: f"{rank:02}" for rank, letter in enumerate(f"0123456789{ALPHABET}", start=10)}
END_OF_PART = "00"
OTHER_SCRIPT = "99"
# A column holds a key whole; beyond it, names that share their first 200 letters may tie.
LONGEST_KEY = 400


class Signs(dict[int, str]):
    """What becomes of each sign of a text: found once, kept for the next time."""

    def __init__(self, found: Callable[[str], str]) -> None:
        super().__init__()
        self.found = found

    def __missing__(self, code: int) -> str:
        self[code] = told = self.found(chr(code))
        return told


_UNACCENTED = Signs(lambda sign: "" if unicodedata.combining(sign) else sign)


def folded(text: str) -> str:
    """Lower case without diacritics: 'Łątka-Żak' is found as 'latka-zak'."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", text.casefold().translate(WHOLE_LETTERS))
    return unicodedata.normalize("NFC", apart.translate(_UNACCENTED))


def sort_key(text: str, *more: str) -> str:
    """A string of digits that sorts as a Polish index does.

    Give a surname and a given name as two parts: 'Lis Żaneta' stands before 'Lisak Adam'.
    Hyphens, spaces and case decide only between texts that are otherwise equal.
    """
    parts = [unicodedata.normalize("NFC", part) for part in (text, *more)]
    letters = "".join(part.casefold().translate(_RANKED) + END_OF_PART for part in parts)
    return (letters + "".join(_tie_break(part) for part in parts))[:LONGEST_KEY]


def _rank(sign: str) -> str:
    if sign in RANKS:
        return RANKS[sign]
    # A foreign accent sorts with its letter; what is neither letter nor digit does not sort.
    return "".join(
        RANKS.get(letter) or (f"{OTHER_SCRIPT}{ord(letter):07}" if letter.isalnum() else "")
        for letter in folded(sign)
    )


def _tie_break(part: str) -> str:
    return part.translate(_DIFFERING).rstrip("0") + END_OF_PART


def _difference(sign: str) -> str:
    """What the rank of a sign left out: 0 for a small Polish letter, 1 to 6 for the rest."""
    if sign.isalnum():
        plain = sign.casefold() in RANKS
        return str((1 if sign.isupper() else 0) + (0 if plain else 2))
    return {" ": "4", "-": "5"}.get(sign, "6")


_RANKED, _DIFFERING = Signs(_rank), Signs(_difference)
