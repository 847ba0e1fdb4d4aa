"""Rows of which closed reports would tell otherwise, as a page and a returned workbook tell them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from projects.exchange import rows, saying
from projects.exchange.judging import mending
from projects.exchange.kinds import Reader
from projects.exchange.models import Import, ImportRow
from projects.exchange.readers import in_words
from projects.exchange.vocabulary import FIELD, SAID, Step
from ui.parts import Column, Table

# Where the page of rows shows them.
PLACE = "raport"


def page(found: Import, some: Iterable[ImportRow], reader: Reader) -> dict[str, Any]:
    """Each row with its column, what stands there, and which closed period would tell otherwise."""
    labels = {one.name: one.label for one in reader.targets}
    columns = [
        Column(_("Row"), "number"),
        Column(_("Who")),
        Column(_("Column")),
        Column(_("In the file")),
        Column(_("What it changes")),
    ]
    lines: list[list[object]] = []
    for row in some:
        field = (row.reported or {}).get(FIELD, "")
        cell = rows.cells_of(row, found.columns).get(field, ("", ""))
        label = labels.get(field, _("the whole row"))
        text = in_words.written(*cell) or "–"
        lines.append([row.number, mending.who(found, row) or "–", label, text, said(row)])
    return {
        "table": Table(_("Rows"), columns, lines, caption_hidden=True),
        "standing": PLACE,
        "title": _("would change closed reports"),
        "is_open": found.step == Step.READY,
    }


def said(row: ImportRow) -> str:
    """Empty where no closed report would tell otherwise."""
    return saying.heard_of((row.reported or {}).get(SAID, {}))
