"""Pages of reports: the list, how far one is, and its files as they leave."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dashboards.reports import rules
from dashboards.reports.models import Report, State
from projects.documents import press
from projects.documents.views import answers
from projects.workbench import exporting
from ui import formats
from ui.parts import Cell, Column, Table

ENDINGS = {"pdf": "application/pdf", "xlsx": exporting.MIME["xlsx"]}
TONES = {State.DONE: "ok", State.FAILED: "bad"}


def reports_table(
    reports: Iterable[Report],
    *,
    address: Callable[[UUID], str],
    about: Callable[[Any], str] | None = None,
) -> Table:
    """The newest first; `about` names what each is about, where that differs."""
    columns = [Column(_("Number")), Column(_("Kind"))]
    columns += [Column(_("Concerns"))] if about else []
    columns += [Column(_("As of"), "day"), Column(_("State")), Column(_("Ordered"))]
    rows = [
        [
            Cell(report.full_number, url=address(report.pk)),
            report.get_kind_display(),
            *([about(report)] if about else []),
            report.as_of,
            Cell("", tag=report.get_state_display(), tone=TONES.get(report.state, "")),
            formats.moment(report.ordered_at),
        ]
        for report in reports
    ]
    return Table(_("Reports"), columns, rows, caption_hidden=True)


def page_of(report: Report, *, address: str) -> dict[str, Any]:
    """What the page of one report shows; it asks itself again while the report is being made."""
    return {
        "report": report,
        "address": address,
        "steps_count": report.STEPS_COUNT,
        "wants_packages": press.PACKAGES if report.problem == press.PangoMissing.__name__ else "",
    }


def file_of(report: Report, ending: str, *, address: str) -> HttpResponse:
    """The kept bytes, as they were made; until there are any, the page that says how far it is."""
    if ending not in ENDINGS:
        raise Http404
    content = {"pdf": report.pdf, "xlsx": report.workbook}[ending]
    if content is None:
        return redirect(address)
    name = rules.file_name_of(report.full_number, ending)
    return answers.our_own(bytes(content), name=name, media_type=ENDINGS[ending])
