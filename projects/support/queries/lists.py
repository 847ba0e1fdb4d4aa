"""Printed signature lists, found again by their code."""

from django.db.models import Q, QuerySet

from core import sealed
from core.permissions import Actor, Permission
from projects.support.models import Session, SignatureList
from projects.support.queries.groups import groups_visible_to
from projects.support.queries.sessions import sessions_visible_to
from projects.support.rules import calendar, codes


def lists_visible_to(by: Actor, permission: Permission) -> QuerySet[SignatureList]:
    sessions = sessions_visible_to(by, permission).values("pk")
    groups = groups_visible_to(by, permission).values("pk")
    rows = SignatureList.objects.filter(Q(session__in=sessions) | Q(group__in=groups))
    return rows.select_related(
        "session__service",
        "session__project",
        "session__group__service",
        "session__leader",
        "session__participation__person",
        "group__service__project",
        "group__leader",
    )


def list_with_code(by: Actor, typed: str) -> SignatureList | None:
    """The list that carries the code, if it is really ours and the actor may see its people."""
    code = codes.plain(typed)
    if not codes.is_typed_right(code):
        return None
    found = lists_visible_to(by, Permission.SEE_PEOPLE).filter(code=code).first()
    return found if found and code_of(found) == code else None


def code_of(printed: SignatureList) -> str:
    """Made from the list's id under the tenant's key: nobody else can print one that opens."""
    return codes.code_of(sealed.search_index(str(printed.pk), kind="signature-list"))


def sessions_on(printed: SignatureList) -> list[Session]:
    """The session of the list, or the group's sessions of its month that were not cancelled."""
    if printed.session is not None:
        return [printed.session]
    rows = printed.group.sessions.filter(  # type: ignore[union-attr]
        cancelled_at=None,
        held_on__range=calendar.month_of(printed.month_on),  # type: ignore[arg-type]
    )
    return list(rows.select_related("service", "leader").order_by("held_on", "start_time"))
