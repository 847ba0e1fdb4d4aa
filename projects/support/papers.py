"""What stands on a printed list of signatures: people, sessions, and the code that opens it again."""

from typing import Any

import segno

from projects.support.models import Group, SignatureList
from projects.support.parts import words
from projects.support.queries.lists import sessions_on
from projects.support.queries.sessions import sheet_of
from projects.support.rules import codes

EMPTY_ROWS = 3


def contents(printed: SignatureList) -> dict[str, Any]:
    """Everything the list says; the same for the page and for the numbered document."""
    sessions = sessions_on(printed)
    sheet = sheet_of(sessions)
    group = group_of(printed)
    service = group.service if group else printed.session.service  # type: ignore[union-attr]
    return {
        "project": service.project,
        "service": service,
        "group": group,
        "session": printed.session,
        "month": words.month_name(printed.month_on) if printed.month_on else "",
        "sessions": sessions,
        "rows": sheet.rows,
        "spare_rows": range(EMPTY_ROWS if group else 0),
        "code": codes.printed(printed.code),
        "picture": picture_of(printed),
        "hours": sum(session.hours for session in sessions),
    }


def group_of(printed: SignatureList) -> Group | None:
    return printed.group or (printed.session.group if printed.session else None)


def picture_of(printed: SignatureList) -> str:
    """The QR code as an address that an <img> takes; no file and no network."""
    return segno.make(printed.address, error="m").svg_data_uri(scale=4, border=2)
