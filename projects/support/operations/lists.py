"""A list is prepared for signatures: it gets the code that matches it back."""

from datetime import date

from core import audit
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.support.models import Group, Session, SignatureList
from projects.support.operations.groups import locked_group
from projects.support.queries.lists import code_of
from projects.support.rules import calendar


@operation()
def prepare_list(
    *, subject: Session | Group, month_on: date | None = None, address: str, by: Actor
) -> SignatureList:
    """The list of a session, or of a group's month; printed again it carries the same code.

    `address` is what the picture of the code opens, up to the code itself.
    """
    if isinstance(subject, Session):
        require(by, Permission.SEE_PEOPLE, project=subject.project_id)
        Session.objects.select_for_update().get(pk=subject.pk)
        wanted = {"session": subject, "group": None, "month_on": None}
    else:
        require(by, Permission.SEE_PEOPLE, project=subject.service.project_id)
        locked_group(subject)
        first_on, _last_on = calendar.month_of(month_on or date.max)
        wanted = {"session": None, "group": subject, "month_on": first_on}
    printed = SignatureList.objects.filter(**wanted).first()
    if printed is None:
        printed = SignatureList(**wanted)
        printed.code = code_of(printed)
        printed.address = address + printed.code
        printed.save(force_insert=True)
    audit.record("prepared a signature list", printed, by=by)
    return printed
