"""All checks on all rows: each row as the form judges it, beside what is here, and beside the others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from projects.exchange import rows as told
from projects.exchange.judging import closed_days, resembling, twice
from projects.exchange.judging.sides import decided
from projects.exchange.kinds import Reader, Verdict
from projects.exchange.models import Import, ImportRow
from projects.exchange.readers.reading_rows import Read
from projects.exchange.vocabulary import Standing


def check(found: Import, rows: Sequence[ImportRow], *, on: date) -> None:
    """Judge rows that nobody has judged, for whoever holds them."""
    judge(found, rows, told.reader_of(found, on=on))
    told.write_judged(rows)


def judge(
    found: Import, rows: Sequence[ImportRow], reader: Reader
) -> dict[ImportRow, Mapping[str, list[str]]]:
    """Set what is to become of each row; returns what is wrong with those that are wrong."""
    wrong: dict[ImportRow, Mapping[str, list[str]]] = {}
    whole: list[tuple[ImportRow, Read]] = []
    for row, cells in zip(rows, told.cells_of_each(rows, found.columns), strict=True):
        read = reader.read(cells)
        row.target_id = row.after = row.whose = None
        if read.mistakes:
            row.key = None
            wrong[row] = read.mistakes
        else:
            row.key = reader.key(read.entry)
            whole.append((row, read))
    verdicts = reader.compare([(read.entry, bytes(row.key or b"")) for row, read in whole])
    for (row, _read), verdict in zip(whole, verdicts, strict=True):
        _settle(row, verdict)
        if verdict.mistakes:
            wrong[row] = verdict.mistakes
    new = [one for one, verdict in zip(whole, verdicts, strict=True) if verdict.is_new]
    _ask_who_it_is(found, new, reader)
    for row, mistakes in wrong.items():
        row.standing, row.fields = Standing.BAD, sorted(mistakes)
    return wrong


def _ask_who_it_is(found: Import, new: Sequence[tuple[ImportRow, Read]], reader: Reader) -> None:
    """Nobody is added who looks like somebody here before somebody has said whether it is they."""
    if not new:
        return
    alike = resembling.asked_about(found, [(row, read.entry) for row, read in new], reader)
    for row, others in alike.items():
        if others and not resembling.is_answered(row, others):
            row.standing = Standing.ALIKE


def _settle(row: ImportRow, verdict: Verdict) -> None:
    verdict = decided(row, verdict)
    row.standing, row.target_id, row.whose = verdict.standing, verdict.target, verdict.whose
    row.fields, row.after = list(verdict.clashes or verdict.differs), verdict.seen
    row.key = verdict.key or row.key


def check_again(
    found: Import, rows: Iterable[ImportRow], *, on: date
) -> dict[ImportRow, Mapping[str, list[str]]]:
    """Judge rows that were mended, and those that were held back because of them."""
    mended = list(rows)
    keys = {bytes(row.key) for row in mended if row.key is not None}
    freed = told.data_of(found).filter(key__in=keys, standing=Standing.BAD)
    ids = {row.pk for row in mended}
    both = [*mended, *(row for row in freed if row.pk not in ids)]
    reader = told.reader_of(found, on=on)
    wrong = judge(found, both, reader)
    told.write_judged(both)
    keys |= {bytes(row.key) for row in both if row.key is not None}
    twice.mark(found, reader, keys=keys)
    closed_days.look_again(found, {row.whose for row in both}, on=on)
    return wrong


def said_about_all(
    found: Import, rows: Sequence[ImportRow], reader: Reader
) -> Iterator[tuple[ImportRow, dict[str, list[str]]]]:
    """What is wrong with rows that have a mistake, all judged at once; reads only."""
    wrong = judge(found, rows, reader)
    for row in rows:
        said = dict(wrong.get(row, {}))
        yield row, said or twice.said(found, row, reader)


def said_about(found: Import, row: ImportRow, reader: Reader) -> dict[str, list[str]]:
    """What is wrong with a row, in the reader's language; reads only."""
    wrong = judge(found, [row], reader)
    return dict(wrong.get(row, {})) or twice.said(found, row, reader)
