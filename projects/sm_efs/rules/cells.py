"""Each cell by itself: is it there, and is it what its column takes, sign by sign (V26)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from projects.sm_efs.layout import REQUIRED, Column
from projects.sm_efs.rules import texts
from projects.sm_efs.rules.problems import BLOCKS, WARNS, Known, Mend, Problem
from projects.sm_efs.rules.record import SUPPORT, day_of, written_day

OFFICE = ("phone", "email", "support_scope")
FREE = ("note",)
# In these a sign of a formula is no slip: a telephone begins with a plus.
NO_FORMULA = ("phone", "email", *SUPPORT)
MOST_DEGURBA = 3


@dataclass(frozen=True)
class Cell:
    """One cell, without the spaces around it, among the others of its row."""

    column: Column
    text: str
    row: dict[str, str]
    known: Known

    def problem(self, check: str, reason: str, mended: str = "", **more: object) -> Problem:
        is_sure = bool(more.pop("is_sure", True))
        return Problem(
            check=check,
            column=self.column.name,
            severity=str(more.pop("severity", BLOCKS)),
            reason=reason,
            value=self.text,
            facts=more,
            mend=Mend({self.column.name: mended}, is_sure) if mended else None,
        )


def problems(row: dict[str, str], known: Known) -> Iterator[Problem]:
    """Of every cell of a row, keyed by the names of columns."""
    for column in known.layout.columns:
        text = row[column.name]
        bare = text if column.name in FREE else _tidy(text, column, known)
        cell = Cell(column, bare, row, known)
        if bare != text:
            mend = Mend({column.name: bare})
            yield Problem(check="S02", column=column.name, severity=BLOCKS, value=text, mend=mend)
        yield from _of_text(cell) if bare else _missing(cell)


def _tidy(text: str, column: Column, known: Known) -> str:
    if column.name not in SUPPORT:
        return texts.tidy(text)
    joined = known.layout.joined_by
    return joined.join(texts.tidy(slot) for slot in text.split(joined))


def _missing(cell: Cell) -> Iterator[Problem]:
    column = cell.column
    if column.requirement == REQUIRED or _is_called_for(cell):
        office = cell.known.office.get(column.name, "") if column.name in OFFICE else ""
        yield cell.problem(column.check, "missing", office, severity=column.when_missing)


def _is_called_for(cell: Cell) -> bool:
    """Whether another column asks for it: an institution, where the person came from one."""
    for name, codes in cell.column.required_when.items():
        other = cell.known.layout.by_name[name]
        if cell.known.layout.dictionary(other).code_of(texts.tidy(cell.row[name])) in codes:
            return True
    return False


def _of_text(cell: Cell) -> Iterator[Problem]:
    column = cell.column
    if not column.is_written:
        # The system writes these itself.
        mend = Mend({column.name: ""})
        yield Problem(check="S09", column=column.name, severity=WARNS, value=cell.text, mend=mend)
        return
    if texts.begins_a_formula(cell.text) and column.name not in NO_FORMULA:
        yield cell.problem("S05", "", texts.without_formula(cell.text), is_sure=False)
    check = OF_FORMAT.get(column.format)
    if check:
        yield from check(cell)


def _closed(cell: Cell) -> Iterator[Problem]:
    layout, column = cell.known.layout, cell.column
    words, of = layout.dictionary(column), ""
    if column.depends_on:
        other = layout.by_name[column.depends_on]
        said, known = texts.tidy(cell.row[other.name]), layout.dictionary(other)
        of = known.code_of(known.like(said) or said)
        if not words.has_group(of):
            return
    if words.has(cell.text, of):
        return
    meant = words.like(cell.text, of)
    if meant:
        yield cell.problem("V26", "spelt", meant, meant=meant)
    elif not column.depends_on:
        yield cell.problem("V26", "unknown")


def _day(cell: Cell) -> Iterator[Problem]:
    layout = cell.known.layout
    day = day_of(cell.text, layout) or texts.other_day(cell.text)
    if day is None:
        yield cell.problem("S03", "none")
    elif written_day(day) != cell.text:
        yield cell.problem("S03", "form", written_day(day), meant=day)


def _number(cell: Cell) -> Iterator[Problem]:
    if not (cell.text.isascii() and cell.text.isdigit()):
        yield cell.problem("S07", "", texts.number_in(cell.text))


def _degurba(cell: Cell) -> Iterator[Problem]:
    if not (
        cell.text.isascii() and cell.text.isdigit() and 1 <= int(cell.text[:2]) <= MOST_DEGURBA
    ):
        yield cell.problem("S07", "degurba")


def _postal_code(cell: Cell) -> Iterator[Problem]:
    meant = texts.postal_code_of(cell.text)
    if meant != cell.text:
        yield cell.problem("V18", "postal", meant)


def _phone(cell: Cell) -> Iterator[Problem]:
    meant = texts.phone_of(cell.text)
    if meant != cell.text:
        yield cell.problem("S06", "", meant)


def _email(cell: Cell) -> Iterator[Problem]:
    foreign = "".join(sorted({sign for sign in cell.text if not sign.isascii()}))
    if foreign:
        meant = texts.ascii_only(cell.text)
        # Which letters the mailbox really has, only its owner knows.
        mended = meant if texts.is_email(meant) else ""
        yield cell.problem("V26", "email", mended, signs=foreign, is_sure=False)
    elif not texts.is_email(cell.text):
        yield cell.problem("S08", "")


def _identifier(cell: Cell) -> Iterator[Problem]:
    """Only what a spreadsheet does to a PESEL; the number itself is V01."""
    meant = texts.pesel_of(cell.text)
    if meant and meant != cell.text:
        yield cell.problem("S04", "pesel", meant)


OF_FORMAT: dict[str, Callable[[Cell], Iterator[Problem]]] = {
    "closed": _closed,
    "day": _day,
    "number": _number,
    "degurba": _degurba,
    "postal_code": _postal_code,
    "phone": _phone,
    "email": _email,
    "identifier": _identifier,
}
