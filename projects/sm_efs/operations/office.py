"""The project office's contact, agreed to stand in the file for people who have none."""

from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken, StaleEdit
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements.models import Project
from projects.sm_efs.models import OfficeContact
from projects.sm_efs.rules import texts


class NotATelephone(RuleBroken):
    message = _("Write the telephone in digits, at least 9 of them.")
    field = "phone"


class NotAnAddress(RuleBroken):
    message = _("Write an e-mail address without Polish letters.")
    field = "email"


@operation()
def agree_office(
    *,
    project: Project,
    phone: str,
    email: str,
    support_scope: str,
    version: int,
    reason: str,
    by: Actor,
) -> OfficeContact:
    """Any of them may be empty: then nothing stands in for it, as before anybody agreed."""
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    Project.objects.select_for_update().get(pk=project.pk)
    found = OfficeContact.objects.filter(project=project).first()
    if (found.version if found else 0) != version:
        raise StaleEdit
    if phone and not texts.phone_of(phone):
        raise NotATelephone
    if email and not (email.isascii() and texts.is_email(email)):
        raise NotAnAddress
    office = found or OfficeContact(project=project, version=0)
    office.phone, office.email = texts.phone_of(phone), email
    office.support_scope = support_scope
    office.agreed_by = by if isinstance(by, Member) else None
    office.version += 1
    office.save()
    fields = ["phone", "email", "support_scope"]
    audit.record(
        "agreed the office's contact for SM EFS", office, by=by, fields=fields, reason=reason
    )
    return office
