"""The tables of a page as files: what the page shows, every page of it, in the same words.

Pages need do nothing for it but draw with the components of `ui`; those with numbered pages ask
for theirs by `ui.drawn.page_of`.
"""

import io
import re
from collections.abc import Sequence
from html import unescape
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import tenancy
from core.ledger.models import Member
from projects.workbench import exporting
from projects.workbench.exporting import Note
from projects.workbench.operations.tables import take_tables
from ui import drawn, formats
from ui.parts import Column, Table

HEADING = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
LEAD = re.compile(r'<div class="lead">(.*?)</div>', re.DOTALL)
FRESHNESS = re.compile(r'<p class="freshness[^>]*>(.*?)</p>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def as_file(request: Any, page: HttpResponse) -> HttpResponse:
    """What the page has drawn, as the address asks: every table in one workbook, or one as CSV or Parquet."""
    shown, file_format = drawn.on(request), request.GET[drawn.FILE]
    if not shown.tables:
        return page
    tables, notes = _asked(shown.tables, request), _notes(request, page, shown)
    content = _written(tables, notes, file_format)
    _record(request, tables)
    # Told once: whoever asks later finds nothing drawn.
    request.drawn = drawn.Drawn()
    answer = HttpResponse(content, content_type=exporting.MIME[file_format])
    name = exporting.file_name(tables[0].caption) or "tabela"
    answer["Content-Disposition"] = f'attachment; filename="szansa-{name}.{file_format}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _asked(tables: Sequence[Table], request: HttpRequest) -> Sequence[Table]:
    wanted = request.GET.get(drawn.TABLE, "")
    if not wanted:
        return tables if request.GET[drawn.FILE] == "xlsx" else _first_filled(tables)
    # By its name, not its number: "00019" and ever so many digits name none.
    named = {str(number): table for number, table in enumerate(tables, start=1)}
    if wanted not in named:
        raise Http404
    return [named[wanted]]


def _first_filled(tables: Sequence[Table]) -> Sequence[Table]:
    return [next((table for table in tables if table.rows), tables[0])]


def _written(tables: Sequence[Table], notes: Sequence[Note], file_format: str) -> bytes:
    sheets = [_sheet(table) for table in tables]
    if file_format == "xlsx":
        return exporting.as_book(sheets, title=tables[0].caption, notes=notes)
    out = io.BytesIO()
    exporting.write(out, sheets[0], file_format)
    return out.getvalue()


def _sheet(table: Table) -> exporting.Sheet:
    """The columns of the page; one whose values stand since different days has those beside it."""
    lines = [line for _part, some in table.parts for line in some]
    dated = {place for line in lines for place, (_column, cell) in enumerate(line) if cell.as_of}
    columns: list[Column] = []
    for place, column in enumerate(table.columns):
        columns.append(column)
        if place in dated:
            columns.append(Column(_("%(column)s: as of") % {"column": column.label}, "day"))
    rows = []
    for line in lines:
        row: list[object] = []
        for place, (_column, cell) in enumerate(line):
            row += [cell, cell.as_of] if place in dated else [cell]
        rows.append(row)
    return exporting.Sheet(title=table.caption, columns=columns, rows=rows, notes=())


def _notes(request: HttpRequest, page: HttpResponse, shown: drawn.Drawn) -> list[Note]:
    """What whoever opens the file a year later has to know, as the page itself tells it."""
    text = page.content.decode()
    told = [
        (_("Page"), _words(HEADING, text)),
        (_("What it shows"), _words(LEAD, text)),
        *((str(one.label), str(one.chosen)) for one in shown.filters),
        (_("Freshness"), _words(FRESHNESS, text)),
        (_("Taken out on"), formats.moment(timezone.now())),
        (_("Taken out by"), request.actor.display_name),  # type: ignore[attr-defined]
        (_("Address"), request.build_absolute_uri(request.path)),
        (_("PESEL"), _("No whole number is in this file.")),
    ]
    return [(label, words) for label, words in told if words]


def _words(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return " ".join(unescape(TAG.sub("", found[1])).split()) if found else ""


def _record(request: Any, tables: Sequence[Table]) -> None:
    """Inside a unit the trail tells who took out what; the metropolis's tables hold nobody."""
    if tenancy.is_inside() and isinstance(request.actor, Member):
        count = sum(len(table.rows) for table in tables)
        page = request.resolver_match.view_name
        take_tables(page=page, count=count, by=request.actor)
