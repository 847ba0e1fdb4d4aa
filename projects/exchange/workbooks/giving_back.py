"""The file as it came, with what is wrong told at its cells, to be mended in a program of one's own.

What was answered on the page stands in the cells. Nothing of it is kept, except that a long one waits
sealed, for a day and for whoever asked.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import today
from core.errors import RuleBroken
from core.permissions import Actor, Permission, require
from projects.exchange import files, rows, saying
from projects.exchange.judging import checking, closed_days, closed_days_shown
from projects.exchange.kinds import Reader, Target
from projects.exchange.models import Import, ImportRow
from projects.exchange.rows import STANDS_FOR
from projects.exchange.vocabulary import Standing, Step
from projects.exchange.workbooks import blanks
from projects.exchange.workbooks.bases import ROW_KEY
from projects.workbench.lists import TAKES_NUMBERS
from projects.workbench.preparing import Maker, Making, Trace
from sheets import marking
from sheets.marking import Mark

CODE = "import_marked"
VERB = "took a file with its mistakes marked"
STEPS = (Step.READY, Step.APPLIED)
TOLD = (Standing.BAD, Standing.FAILED)
# Rows with something to be told, and bytes, up to which it is made while the reader waits.
AT_ONCE, BYTES_AT_ONCE = 500, 2 << 20
PIECE = 1_000
# Words that a remark lists: all levels of education and every kind of employer, and no gminy.
MOST_WORDS = 20


class FileForgotten(RuleBroken):
    message = gettext_lazy("The file is kept no more.")


def is_long(found: Import) -> bool:
    """Whether it is made in the background."""
    return files.size_of(found) > BYTES_AT_ONCE or _concerned(found).count() > AT_ONCE


def name_of(found: Import) -> str:
    stem = (found.file_name or _("file")).rpartition(".")[0] or (found.file_name or _("file"))
    return _("%s - with remarks.xlsx") % stem


def workbook(found: Import, *, on: date, tell: Callable[[int], None] = lambda _done: None) -> bytes:
    """A workbook with the remarks in the reader's language; refused where the file is kept no more.

    `tell` hears how many rows are done.
    """
    content = files.content_of(found)
    if content is None or found.step not in STEPS:
        raise FileForgotten
    reader = rows.reader_of(found, on=on)
    marks = list(_marks(found, reader, tell))
    return marking.marked(content, files.name_of(found), marks, _answers(found, reader.targets))


def allow_for(actor: Actor, found: Import) -> None:
    """Whoever sent it has it; to anybody else it is a file with everybody's number."""
    own = found.made_by_id == getattr(actor, "pk", None)
    for one in (Permission.EDIT_PEOPLE, *(() if own else TAKES_NUMBERS)):
        require(actor, one, project=found.project_id)


def allow(actor: Actor, arguments: Mapping[str, Any]) -> None:
    allow_for(actor, _import_of(arguments))


def make(making: Making) -> Trace:
    """The same, by the worker that prepares long files."""
    found = _import_of(making.arguments)
    making.out.write(workbook(found, on=today(), tell=making.tell))
    return trace(found)


def trace(found: Import) -> Trace:
    """The file holds what was sent: as a rule everybody's number."""
    count = max(rows.data_of(found).count(), 1)
    return Trace(verb=VERB, subject=found, fields=["pesel"], count=count)


def maker() -> Maker:
    return Maker(code=CODE, label=gettext_lazy("file with remarks"), allow=allow, make=make)


def _import_of(arguments: Mapping[str, Any]) -> Import:
    found: Import = Import.objects.select_related("project", "made_by").get(
        pk=UUID(arguments["import"])
    )
    return found


def _concerned(found: Import) -> Any:
    return rows.data_of(found).filter(
        Q(standing__in=TOLD) | Q(mended__isnull=False) | Q(reported__has_key=closed_days.SAID)
    )


def _marks(found: Import, reader: Reader, tell: Callable[[int], None]) -> Iterator[Mark]:
    """What is wrong with each row, and why what was to be entered was not."""
    bad = rows.data_of(found).filter(standing__in=TOLD)
    targets = {one.name: one for one in reader.targets}
    coming, done = iter(bad.iterator(PIECE)), 0
    while some := list(islice(coming, PIECE)):
        tell(done := done + len(some))
        for row, said in _said(found, some, reader):
            cells = rows.cells_of(row, found.columns)
            for name, texts in said.items():
                one = reader.narrowed(targets[name], cells) if name in targets else None
                place, text = _remark(found.columns, name, one, texts)
                yield Mark(row.sheet, row.number, place, text)
    yield from _reported(found)


def _remark(
    columns: Mapping[str, Mapping[str, Any]], name: str, one: Target | None, texts: list[str]
) -> tuple[int, str]:
    """Where it stands and what it says; at the cell of another question it says which one is meant."""
    text = " ".join([*texts, *_possible(one)])
    place = place_of(columns, name)
    # Nobody sees a remark in the hidden column.
    if place is not None and name != ROW_KEY:
        return place, text
    if one is None:
        return first_place(columns), text
    said = [f"{one.label}: {text}"]
    if one.said_with:
        said.append(_("Add a column “%(title)s” for it.") % {"title": one.label})
    beside = place_of(columns, one.said_with)
    return first_place(columns) if beside is None else beside, " ".join(said)


def _possible(target: Target | None) -> list[str]:
    """What may stand in the cell, where it is chosen from few: the page has a list, a cell has none."""
    words = [said for code, said in target.choices if code] if target else []
    return [_("It can say: %s.") % "; ".join(words)] if 0 < len(words) <= MOST_WORDS else []


def _reported(found: Import) -> Iterator[Mark]:
    """What closed reports would tell otherwise, at the day that reaches into them."""
    for row in closed_days.differing(found).iterator(PIECE):
        place = place_of(found.columns, row.reported[closed_days.FIELD])
        place = first_place(found.columns) if place is None else place
        yield Mark(row.sheet, row.number, place, closed_days_shown.said(row))


def _said(
    found: Import, some: Collection[ImportRow], reader: Reader
) -> Iterator[tuple[ImportRow, Mapping[str, list[str]]]]:
    wrong = [row for row in some if row.standing == Standing.BAD]
    for row, said in checking.said_about_all(found, wrong, reader):
        yield row, said
    for row in some:
        if row.standing == Standing.FAILED:
            yield row, {"": [saying.heard(row.why)]}


def place_of(columns: Mapping[str, Mapping[str, Any]], name: str) -> int | None:
    """The column that answers a field by itself, or together with another; None where none does."""
    names = [name, *(one for one, both in STANDS_FOR.items() if name in both)]
    places = [columns[one]["column"] for one in names if "column" in columns.get(one, {})]
    return places[0] if places else None


def first_place(columns: Mapping[str, Mapping[str, Any]]) -> int:
    return min((one["column"] for one in columns.values() if "column" in one), default=0)


def _answers(found: Import, targets: Collection[Target]) -> Iterator[Mark]:
    """What was answered on the page, in the words of the form."""
    by_name = {one.name: one for one in targets}
    for row in rows.data_of(found).filter(mended__isnull=False).iterator(PIECE):
        for name, text in rows.mended(row).items():
            source = found.columns.get(name, {})
            if "column" in source and name in by_name:
                said = blanks.word_of(by_name[name], text)
                yield Mark(row.sheet, row.number, source["column"], said)
