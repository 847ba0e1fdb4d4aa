"""An import locked for whoever works on it, if they may and it stands where that can be done."""

from core.permissions import Actor, Permission, require
from projects.exchange import rows
from projects.exchange.models import Import
from projects.exchange.refusals import NotNow, SenderGone
from projects.exchange.vocabulary import Step


def locked(of: Import, *steps: Step, by: Actor) -> Import:
    """The import as it is now, if it stands at one of the steps and the actor may work on it."""
    concerned = ("project", "made_by", "read_for")
    held = Import.objects.select_for_update(of=("self",)).select_related(*concerned)
    found: Import = held.get(pk=of.pk)
    rows.carry_readers(of, found)
    require(by, Permission.EDIT_PEOPLE, project=found.project_id)
    if found.step not in steps:
        raise NotNow(step=Step(found.step).label)
    return found


def in_somebodys_name(of: Import, *steps: Step, by: Actor) -> Import:
    """The same of a file that is compared in the name of somebody who may still work on it."""
    found = locked(of, *steps, by=by)
    if rows.is_left(found):
        raise SenderGone(name=found.in_name_of)
    return found
