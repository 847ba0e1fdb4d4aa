"""Lines of a council's resolution read as ranges of streets, and written back the same way."""

import re

from projects.agreements.rules.streets import (
    NUMBER,
    HouseNumber,
    Parity,
    Range,
    UnreadableLine,
    has_stray_number,
    plain,
)

ONE_RANGE = rf"(?:od\s+)?{NUMBER}(?:\s*(?:-|\bdo\b)\s*{NUMBER})?|(?:od|do)\s+{NUMBER}"
LINE = re.compile(
    rf"(?P<street>.*?[^\W\d].*?)"
    rf"(?:[\s,:]+(?:(?:nr|numer|numery|nry)\.?\s*)?"
    rf"(?P<numbers>(?:{ONE_RANGE})(?:\s*(?:[,;]|\bi\b|\boraz\b)\s*(?:{ONE_RANGE}))*))?",
    re.IGNORECASE,
)
PARITY_WORDS = re.compile(
    r"[\s,]*\b(?:numery\s+)?(?:(?P<odd>nieparzyst[eya]|odd)|(?P<even>parzyst[eya]|even)"
    r"|cał[ayeo]|all|whole)\b(?:\s+numery)?",
    re.IGNORECASE,
)
IN_WORDS = {Parity.ODD: "nieparzyste", Parity.EVEN: "parzyste"}


def read_line(line: str) -> list[Range]:
    """Take one line of a resolution apart: "Dworcowa 1-15 nieparzyste", "Rynek", "Długa 2, 4-8a".

    Raises UnreadableLine where a number is left over, stands before its range, or no name is there.
    """
    text = plain(re.sub("[()]", " ", line))
    parity = _parity(text)
    rest = plain(PARITY_WORDS.sub(" ", text))
    found = LINE.fullmatch(rest)
    if found is None or has_stray_number(found["street"]):
        raise UnreadableLine(line)
    street = found["street"].strip(" ,:-")
    if not found["numbers"]:
        return [Range(street=street, parity=parity)]
    parts = re.split(r"\s*(?:[,;]|\bi\b|\boraz\b)\s*", found["numbers"])
    return [_range(street, part, parity, line) for part in parts]


def _parity(text: str) -> Parity:
    found = {
        Parity.ODD if match["odd"] else Parity.EVEN
        for match in PARITY_WORDS.finditer(text)
        if match["odd"] or match["even"]
    }
    if len(found) > 1:
        raise UnreadableLine(text)
    return found.pop() if found else Parity.ALL


def _range(street: str, part: str, parity: Parity, line: str) -> Range:
    numbers = [HouseNumber.read(one) for one in re.findall(NUMBER, part, re.IGNORECASE)]
    starts_open = re.match(r"do\b", part, re.IGNORECASE)
    ends_open = re.match(r"od\b", part, re.IGNORECASE) and len(numbers) == 1
    first = None if starts_open else numbers[0]
    last = None if ends_open else numbers[-1]
    if first and last and last < first:
        raise UnreadableLine(line)
    return Range(street=street, first=first, last=last, parity=parity)


def as_line(one: Range) -> str:
    """A range as a resolution writes it; read_line reads it back."""
    if one.first is None and one.last is None:
        numbers = ""
    elif one.first is None:
        numbers = f"do {one.last}"
    elif one.last is None:
        numbers = f"od {one.first}"
    else:
        numbers = str(one.first) if one.first == one.last else f"{one.first}-{one.last}"
    return " ".join(filter(None, (one.street, numbers, IN_WORDS.get(one.parity, ""))))
