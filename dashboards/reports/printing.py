"""Sets a report: a tagged PDF with its pictures and tables, and a workbook with the same rows."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from dashboards.reports.contents import Contents, Section
from dashboards.reports.models import Report
from projects.documents import press
from projects.documents.models import LogoStrip
from projects.workbench import exporting


def as_html(report: Report, contents: Contents, *, strip_text: str) -> str:
    page = {"report": report, "contents": contents, "strip_text": strip_text}
    return render_to_string("reports/paper.html", page)


def as_pdf(report: Report, contents: Contents, *, strip: LogoStrip | None) -> press.Printed:
    """Raise press.PangoMissing where the server has not what it takes."""
    signs = press.strip_of(strip)
    return press.print_paper(as_html(report, contents, strip_text=signs.description), strip=signs)


def as_workbook(report: Report, contents: Contents) -> bytes:
    """A sheet for each table, and one that says what the numbers are."""
    notes = [
        (_("Report"), f"{contents.title}, {report.full_number}"),
        *contents.facts,
        *((section.title, _told(section)) for section in contents.sections),
        *contents.definitions,
        *((_("Source"), source) for source in contents.sources),
    ]
    tables = [section for section in contents.sections if section.table is not None]
    sheets = [_sheet(number, section) for number, section in enumerate(tables, start=1)]
    return exporting.as_book(sheets, title=contents.title, notes=notes, made_at=contents.as_of)


def _told(section: Section) -> str:
    return " ".join(filter(None, (section.sentence, section.note)))


def _sheet(number: int, section: Section) -> exporting.Sheet:
    table = section.table
    assert table is not None  # noqa: S101 - for the type checker: the caller has left those out
    rows = [
        [cell.value for _column, cell in line] for _part, lines in table.parts for line in lines
    ]
    # Numbered, because two findings may begin with the same thirty signs.
    title = f"{number}. {table.caption}"
    return exporting.Sheet(title=title, columns=table.columns, rows=rows, notes=())
