"""A file becomes rows in the database, all of them or none, sealed one by one."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db import connection
from django.utils.translation import gettext_lazy

from core import sealed
from core.ids import new_id
from projects.exchange import recognising, saying
from projects.exchange.kinds import Target
from projects.exchange.models import Import, ImportRow
from projects.exchange.vocabulary import Standing, Step
from projects.exchange.workbooks import fingerprints, known_again
from sheets import reading

COLUMNS = ("id", "of_id", "sheet", "number", "cells", "standing", "fields", "why")
CELLS = ImportRow._meta.get_field("cells")
WHY = ImportRow._meta.get_field("why")
Heads = dict[int, list[tuple[int, list[str]]]]


def read(found: Import, content: bytes, name: str) -> Heads:
    """Stage every row of every sheet; returns the first rows of each. Refused by `reading.Refused`."""
    heads: Heads = defaultdict(list)
    # A part of a whole is one sheet, and its template is known from there.
    only = found.sheet if found.earlier_id else None
    with reading.opened(content, name) as book:
        found.form = book.kind
        sheets = [
            (one.name, one.hidden or only not in (None, place))
            for place, one in enumerate(book.sheets)
        ]
        found.sheets = json.dumps(sheets, ensure_ascii=False)
        template = book.template if only is None else found.template
        ours = known_again.of_file(template)
        found.template = template if ours else ""
        every = (row for row in book.rows() if only in (None, row.sheet))
        _copy(found, every, heads, example=ours.example if ours else "")
    return heads


def _copy(found: Import, rows: Iterator[reading.Row], heads: Heads, *, example: str = "") -> None:
    """The example of our own template is a row too: it is left out, and says why."""
    table = ImportRow._meta.db_table
    statement = f"copy {table} ({', '.join(COLUMNS)}) from stdin"
    seal = sealed.sealer(CELLS)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            first = heads[row.sheet]
            if len(first) < recognising.LOOKED_AT:
                first.append((row.number, list(row.cells)))
            pk = new_id()
            text = json.dumps([row.kinds, row.cells], ensure_ascii=False, separators=(",", ":"))
            cells, standing, why = seal(pk, text), Standing.NEW.value, None
            if example and fingerprints.of_cells(row.cells) == example:
                standing, why = Standing.LEFT, sealed.sealed(WHY, pk, saying.kept(_EXAMPLE))
            copy.write_row((pk, found.pk, row.sheet, row.number, cells, standing, [], why))


_EXAMPLE = gettext_lazy("It is the example of the template.")


def recognise(
    found: Import, heads: Heads, targets: Sequence[Target], remembered: dict[str, str]
) -> None:
    """Suggest the sheet, the row that names the columns, and what each column answers."""
    titles = recognising.titles_of(targets, remembered)
    best = 0
    found.sheet, found.head, found.columns = min(heads, default=0), 1, {}
    for sheet, rows in heads.items():
        number = recognising.heading(rows, titles)
        if number is None:
            continue
        columns = recognising.columns(dict(rows)[number], titles)
        if len(columns) > best:
            best = len(columns)
            found.sheet, found.head = sheet, number
            found.columns = {field: {"column": place} for field, place in columns.items()}
    found.step = Step.NAMING
