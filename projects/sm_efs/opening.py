"""A file that somebody sent, as lines of cells: the one place that knows how files are opened.

A workbook is opened apart, by `sheets`. A CSV is read here: the national system takes it sign by
sign, so nothing of its spaces, dashes and days may be put in order before it is checked.
"""

from itertools import repeat

from django.utils.translation import gettext_lazy as _

from core import uploads
from core.errors import RuleBroken
from projects.sm_efs.rules import files
from sheets import reading

ACCEPTED = ".csv,.txt,.xlsx,.ods"
PACKED = b"PK"  # how a workbook begins


class FileRefused(RuleBroken):
    """An uploaded file is not taken; each reason is a class of its own."""

    field = "file"


class EmptyFile(FileRefused):
    message = _("The file %(name)s is empty. Export it again.")


class FileTooLarge(FileRefused):
    message = _(
        "The file %(name)s has more than %(limit)s MB, the most that is taken. One project has "
        "far less: check whether it is the right file."
    )


class NotATable(FileRefused):
    message = _(
        "The file %(name)s is no text with rows and columns. Save it as CSV (in Excel: “CSV "
        "UTF-8”) and send it again."
    )


class TooManyRows(FileRefused):
    message = _(
        "The file %(name)s has more than %(limit)s rows. Check whether it is the right file."
    )


def lines_of(content: bytes, *, name: str) -> list[tuple[str, ...]]:
    """Every line, by its number in the file; raises a refusal that says what to do."""
    if not content.strip():
        raise EmptyFile(name=name)
    if len(content) > uploads.limit():
        raise FileTooLarge(name=name, limit=uploads.limit() // uploads.MEGABYTE)
    if content.startswith(PACKED):
        return _of_workbook(content, name)
    try:
        return list(files.lines_of(content))
    except files.NotATable as error:
        raise NotATable(name=name) from error
    except files.TooManyLines as error:
        raise TooManyRows(name=name, limit=files.MOST_LINES) from error


def _of_workbook(content: bytes, name: str) -> list[tuple[str, ...]]:
    """The first sheet; rows are as wide as the widest, because a workbook ends them where they end."""
    with reading.opened(content, name) as book:
        rows = {row.number: row.cells for row in book.rows() if row.sheet == 0}
    wide, last = max(map(len, rows.values()), default=0), max(rows, default=0)
    if last > files.MOST_LINES:
        raise TooManyRows(name=name, limit=files.MOST_LINES)
    nothing = ("",) * wide
    return [
        (*cells, *nothing[len(cells) :]) for cells in map(rows.get, range(1, last + 1), repeat(()))
    ]
