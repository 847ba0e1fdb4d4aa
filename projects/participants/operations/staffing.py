"""Who of the team takes care of a person: the case worker and the career adviser."""

from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken, StaleEdit
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, can, require
from projects.participants.models import Participation


class CannotTakeCare(RuleBroken):
    message = _(
        "%(name)s may not edit people of this project, so nobody can be in their care. "
        "Choose somebody of the project's team."
    )


@operation()
def assign_staff(
    *,
    participation: Participation,
    cared_for_by: Member | None,
    advised_by: Member | None,
    version: int,
    by: Actor,
) -> Participation:
    """Say who cares for a person and who advises them; None is nobody yet."""
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = Participation.objects.select_for_update().get(pk=participation.pk)
    if found.version != version:
        raise StaleEdit
    chosen = {"cared_for_by": cared_for_by, "advised_by": advised_by}
    for name, member in chosen.items():
        if member and not can(member, Permission.EDIT_PEOPLE, project=found.project_id):
            raise CannotTakeCare(field=name, name=member.display_name)
        setattr(found, name, member)
    found.version += 1
    found.save(update_fields=[*chosen, "version"])
    audit.record("assigned staff", found, by=by, fields=list(chosen))
    return found
