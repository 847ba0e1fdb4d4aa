"""What stands on a printed list of signatures: people, sessions, and the code that opens it again."""

from datetime import date
from typing import Any
from uuid import UUID

import segno
from django.urls import reverse_lazy
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from core.permissions import Actor, Permission
from projects.agreements.models import Project
from projects.documents import kinds
from projects.documents.kinds import DocumentKind, Subject, Whereabouts
from projects.support.models import Group, Service, SignatureList
from projects.support.queries.lists import lists_visible_to, sessions_on
from projects.support.queries.sessions import sheet_of
from projects.support.rules import codes
from ui import formats

SUBJECT = "support.signaturelist"
EMPTY_ROWS = 3


def register() -> None:
    # What comes back is the same list with signatures, which settling money begins with.
    kinds.register_subject(SUBJECT, whereabouts, files_for=Permission.SEE_PEOPLE)
    kinds.register(ATTENDANCE_LIST)


def whereabouts(by: Actor, signature_list_id: UUID) -> Whereabouts | None:
    printed = _visible(by, signature_list_id)
    if printed is None:
        return None
    url = reverse_lazy("support:signature-list", args=[printed.pk])
    return Whereabouts(project_of(printed), title_of(printed), url)


def find(by: Actor, signature_list_id: UUID, on: date) -> Subject | None:
    printed = _visible(by, signature_list_id)
    if printed is None:
        return None
    return Subject(project_of(printed), title_of(printed), about(printed), contents(printed))


def _visible(by: Actor, signature_list_id: UUID) -> SignatureList | None:
    return lists_visible_to(by, Permission.SEE_PEOPLE).filter(pk=signature_list_id).first()


def title_of(printed: SignatureList) -> str:
    """Grupa A, 03.11.2026 or Grupa A, listopad 2026."""
    when = (
        formats.month_name(printed.month_on)
        if printed.month_on
        else formats.day(printed.session.held_on)  # type: ignore[union-attr]
    )
    whose = group_of(printed) or printed.session.participation.person  # type: ignore[union-attr]
    return f"{whose}, {when}"


def about(printed: SignatureList) -> tuple[UUID, ...]:
    """The participations whose names are on the list."""
    return tuple(row.participation.pk for row in sheet_of(sessions_on(printed)).rows)


def project_of(printed: SignatureList) -> Project:
    return service_of(printed).project


def contents(printed: SignatureList) -> dict[str, Any]:
    """Everything the list says; the same for the page and for the numbered document."""
    sessions = sessions_on(printed)
    sheet = sheet_of(sessions)
    group, service = group_of(printed), service_of(printed)
    return {
        "project": service.project,
        "service": service,
        "group": group,
        "session": printed.session,
        "month": formats.month_name(printed.month_on) if printed.month_on else "",
        "sessions": sessions,
        "rows": sheet.rows,
        "spare_rows": range(EMPTY_ROWS if group else 0),
        "code": codes.printed(printed.code),
        "picture": picture_of(printed),
        "drawing": drawing_of(printed),
        "hours": sum(session.hours for session in sessions),
    }


def group_of(printed: SignatureList) -> Group | None:
    return printed.group or (printed.session.group if printed.session else None)


def service_of(printed: SignatureList) -> Service:
    group = group_of(printed)
    return group.service if group else printed.session.service  # type: ignore[union-attr]


def picture_of(printed: SignatureList) -> str:
    """The QR code as an address that an <img> takes; no file and no network."""
    return segno.make(printed.address, error="m").svg_data_uri(scale=4, border=2)


def drawing_of(printed: SignatureList) -> SafeString:
    """The same as lines of the paper itself: the press fetches no pictures."""
    drawn = segno.make(printed.address, error="m").svg_inline(scale=3, border=2, omitsize=False)
    return mark_safe(drawn)  # noqa: S308 - drawn by segno out of an address of our own


ATTENDANCE_LIST = DocumentKind(
    code="attendance-list",
    name=_("Attendance list"),
    heading="Lista obecności",
    prefix="LO",
    template="support/papers/attendance_list.html",
    subject_kind=SUBJECT,
    find=find,
    permission=Permission.SEE_PEOPLE,
)
