"""What makes an official list of degrees of urbanisation fit to be loaded. No Django in this file."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

DEGREES = {"1", "2", "3"}  # cities; towns and suburbs; rural areas (Eurostat's DEGURBA)
POWIAT_DIGITS, GMINA_DIGITS = 4, 6


@dataclass(frozen=True)
class DegreeRow:
    """A line of the list as it was written, with its number in the file."""

    line: int
    code: str
    degree: str


@dataclass(frozen=True)
class Problem:
    """One reason why the list is refused: the line, what is wrong there and the written value."""

    line: int
    fault: str
    value: str


NOT_A_CODE = "not a TERYT code of 6 or 7 digits"
NOT_A_DEGREE = "not a degree of 1, 2 or 3"
UNKNOWN_GMINA = "not a gmina of the area"
TWICE = "a gmina listed twice"
MIXED = "codes of 6 and of 7 digits in one list"


@dataclass(frozen=True)
class Checked:
    """What the list says of the area's gminy, what is wrong with it and whom it leaves out."""

    degrees: dict[str, int]
    problems: list[Problem]
    missing: list[str]
    elsewhere_count: int


def checked(rows: Sequence[DegreeRow], *, gminy: Iterable[str]) -> Checked:
    """Compare a list with the gminy of the area (codes of 7 digits).

    The official list names all of Poland: what lies in other powiaty is counted and left out. A
    gmina of the area that the list does not name is missing, and its degree stays unknown.
    """
    ours = {code[:GMINA_DIGITS]: code for code in gminy}
    powiaty = {code[:POWIAT_DIGITS] for code in ours}
    problems = _mixed(rows)
    degrees: dict[str, int] = {}
    elsewhere = 0
    for row in rows:
        fault = _fault(row, ours, powiaty)
        if fault:
            problems.append(fault)
        elif row.code[:POWIAT_DIGITS] not in powiaty:
            elsewhere += 1
        else:
            degrees[ours[row.code[:GMINA_DIGITS]]] = int(row.degree)
    problems += _repeated(rows)
    missing = sorted(set(ours.values()) - set(degrees))
    return Checked(degrees, sorted(problems, key=lambda p: p.line), missing, elsewhere)


def _fault(row: DegreeRow, ours: dict[str, str], powiaty: set[str]) -> Problem | None:
    if not (row.code.isascii() and row.code.isdigit() and len(row.code) in (6, 7)):
        return Problem(row.line, NOT_A_CODE, row.code)
    if row.degree not in DEGREES:
        return Problem(row.line, NOT_A_DEGREE, row.degree)
    known = ours.get(row.code[:GMINA_DIGITS], "")
    if row.code[:POWIAT_DIGITS] in powiaty and not known.startswith(row.code):
        return Problem(row.line, UNKNOWN_GMINA, row.code)
    return None


def _mixed(rows: Sequence[DegreeRow]) -> list[Problem]:
    """Two lengths in one file are the work of a spreadsheet that dropped the leading zeros."""
    lengths = Counter(len(row.code) for row in rows if row.code.isdigit())
    if not {6, 7} <= set(lengths):
        return []
    short = next(row for row in rows if len(row.code) == GMINA_DIGITS)
    return [Problem(short.line, MIXED, short.code)]


def _repeated(rows: Sequence[DegreeRow]) -> list[Problem]:
    seen: set[str] = set()
    found = []
    for row in rows:
        if row.code[:GMINA_DIGITS] in seen:
            found.append(Problem(row.line, TWICE, row.code))
        seen.add(row.code[:GMINA_DIGITS])
    return found
