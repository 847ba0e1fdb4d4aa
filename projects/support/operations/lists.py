"""A list is prepared for signatures: it gets the code that matches it back."""

from datetime import date
from typing import Any

from core import audit
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.support.models import Group, Session, SignatureList
from projects.support.operations.groups import locked_group
from projects.support.queries.lists import code_of
from projects.support.rules import calendar


@operation()
def prepare_session_list(*, session: Session, address: str, by: Actor) -> SignatureList:
    """The list of one session; printed again it carries the same code.

    `address` is what the picture of the code opens, up to the code itself.
    """
    require(by, Permission.SEE_PEOPLE, project=session.project_id)
    locked = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    printed = _list_of(address, session=locked, group=None, month_on=None)
    audit.record("prepared a signature list", printed, by=by)
    return printed


@operation()
def prepare_month_list(*, group: Group, month_on: date, address: str, by: Actor) -> SignatureList:
    """The list of a group's whole month, a column for each session."""
    require(by, Permission.SEE_PEOPLE, project=group.service.project_id)
    first_on, _last_on = calendar.month_of(month_on)
    locked = locked_group(group)
    printed = _list_of(address, session=None, group=locked, month_on=first_on)
    audit.record("prepared a signature list", printed, by=by)
    return printed


def _list_of(address: str, **subject: Any) -> SignatureList:
    printed = SignatureList.objects.filter(**subject).first()
    if printed is None:
        printed = SignatureList(**subject)
        printed.code = code_of(printed)
        printed.address = address + printed.code
        printed.save(force_insert=True)
    return printed
