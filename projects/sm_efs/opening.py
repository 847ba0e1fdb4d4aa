"""A file that somebody sent, as lines of cells: the one place that knows how files are opened."""

from django.utils.translation import gettext_lazy as _

from core import uploads
from core.errors import RuleBroken
from projects.sm_efs.rules import files

ACCEPTED = ".csv,.txt"


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
    """Every line of a CSV file; raises a refusal that says what to do."""
    if not content.strip():
        raise EmptyFile(name=name)
    if len(content) > uploads.limit():
        raise FileTooLarge(name=name, limit=uploads.limit() // uploads.MEGABYTE)
    try:
        return list(files.lines_of(content))
    except files.NotATable as error:
        raise NotATable(name=name) from error
    except files.TooManyLines as error:
        raise TooManyRows(name=name, limit=files.MOST_LINES) from error
