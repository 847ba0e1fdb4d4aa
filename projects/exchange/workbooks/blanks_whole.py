"""A blank workbook of a whole earlier project: a sheet for each kind, in the order in which they go in."""

from datetime import date
from io import BytesIO

from django.utils.translation import gettext as _

from core.permissions import Actor
from projects.agreements.models import Project
from projects.exchange.earlier.sheets import ORDER
from projects.exchange.kinds import REGISTERED
from projects.exchange.workbooks import blanks
from sheets import templates

CODE = "earlier"


def blank(project: Project, *, on: date, by: Actor) -> bytes:
    """With drop-downs, locked headers and an example on each sheet."""
    sheets, prints = [], []
    for code in ORDER:
        kind = REGISTERED[code]
        sheet, fingerprint = blanks.sheet_of(kind, kind.reader(project, on=on, by=by), project)
        sheets.append(sheet)
        prints.append(str(fingerprint))
    out, title = BytesIO(), _("A whole earlier project")
    notes = [
        (
            _("Order"),
            _(
                "People go in first, then support, attendance, exits and outcomes: the later sheets "
                "name people of the first by their PESEL. A sheet that is left empty does no harm."
            ),
        ),
        *blanks.notes_of(project),
    ]
    templates.written_together(out, title, sheets, " ".join(prints), notes=notes)
    return out.getvalue()
