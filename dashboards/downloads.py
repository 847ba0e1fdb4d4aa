"""The table of a figure as a file: the same rows as CSV and as a workbook, at two endings of one address."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from projects.workbench import exporting
from ui import formats, parts

Note = tuple[str, str]


def answer(
    table: parts.Table, *, ending: str, name: str, title: str, notes: Sequence[Note]
) -> HttpResponse:
    """The file; `ending` is csv or xlsx, `notes` are told on a sheet of their own."""
    if ending not in exporting.WRITERS:
        raise Http404
    dated = _dated(table)
    sheet = exporting.Sheet(
        title=title,
        columns=list(_columns(table, dated)),
        rows=[list(_values(line, dated)) for _part, lines in table.parts for line in lines],
        notes=[(_("Table"), table.caption), *notes],
    )
    response = HttpResponse(exporting.WRITERS[ending](sheet), content_type=exporting.MIME[ending])
    named = f"szansa-{slugify(name) or 'tabela'}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{named}"'
    return response


def notes(
    request: HttpRequest,
    *,
    on: date,
    definition: str = "",
    about: str = "",
    period: str = "",
    filters: str = "",
    source: str = "",
    freshness: str = "",
) -> list[Note]:
    """What whoever opens the file a year later has to know."""
    told = [
        (_("What is counted"), definition),
        (_("Concerns"), about),
        (_("Period"), period),
        (_("Filters"), filters),
        (_("Source"), source),
        (_("Data as of"), freshness),
        (_("Downloaded on"), formats.day(on)),
        (_("Address"), request.build_absolute_uri()),
    ]
    return [(label, words) for label, words in told if words]


def of_chart(
    request: HttpRequest, chart: parts.Chart, *, on: date, filters: str = ""
) -> list[Note]:
    """The notes of a chart's own table: its finding and its facts in words."""
    told = notes(
        request,
        on=on,
        definition=chart.subtitle,
        about=chart.about,
        period=chart.period,
        filters=filters,
        source=chart.source,
        freshness=chart.freshness,
    )
    return [(_("Finding"), chart.finding), (_("Unit of measure"), chart.unit), *told]


def _dated(table: parts.Table) -> set[int]:
    """The columns of which some value has a day of its own, by their places."""
    lines = (line for _part, lines in table.parts for line in lines)
    return {place for line in lines for place, (_column, cell) in enumerate(line) if cell.as_of}


def _columns(table: parts.Table, dated: set[int]) -> Iterator[parts.Column]:
    """Those of the page, and beside each with days of its own a column of those."""
    for place, column in enumerate(table.columns):
        yield column
        if place in dated:
            yield parts.Column(_("%(column)s: as of") % {"column": column.label}, "day")


def _values(line: parts.Line, dated: set[int]) -> Iterator[object]:
    for place, (_column, cell) in enumerate(line):
        yield cell.value
        if place in dated:
            yield cell.as_of
