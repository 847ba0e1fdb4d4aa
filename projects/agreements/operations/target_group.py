"""Whom a project is for: the rules of its agreement, set as a whole."""

from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken, StaleEdit
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements.entries import TargetGroupEntry
from projects.agreements.models import AgreementVersion, Amendment, Project, TargetGroup
from projects.agreements.operations import keeping, writing

Kind = AgreementVersion.Kind


class QuotaIsTwofold(RuleBroken):
    message = _(
        "People with disabilities are promised both as %(count)s people and as a percent. "
        "Keep the one that the agreement has, and empty the other."
    )
    field = "disability_percent"


class FoodAidShareIsMissing(RuleBroken):
    message = _("Say how many percent of the participants use food aid, 100 for everybody.")
    field = "food_aid_percent"


class AreaIsMissing(RuleBroken):
    message = _("Choose the revitalised area inside or outside of which the participants live.")
    field = "revitalisation_area"


class ComplementsItself(RuleBroken):
    message = _("A project does not complement itself. Choose the other project, or none.")
    field = "complementary_project"


@operation()
def set_target_group(
    *,
    project: Project,
    entry: TargetGroupEntry,
    version: int,
    amendment: Amendment | None = None,
    by: Actor,
) -> TargetGroup:
    """Replace the rules of the target group; version 0 where none were ever set."""
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    decide(project, entry)
    # Two who set the first rules at once wait for each other here.
    locked = Project.objects.select_for_update().get(pk=project.pk)
    held = TargetGroup.objects.filter(project=project).first()
    if (held.version if held else 0) != version:
        raise StaleEdit
    group = held or TargetGroup(project=project, version=0)
    before, after = (keeping.group_read(each) for each in (writing.group_entry_of(group), entry))
    found = keeping.keep(locked, Kind.TARGET_GROUP, before, after, amendment=amendment, by=by)
    group.version += 1
    writing.write_target_group(group, entry)
    fields = {each.path[0] for each in found}
    audit.record("set the target group", project, by=by, fields=fields)
    return group


def decide(project: Project, entry: TargetGroupEntry) -> None:
    if entry.disability_count is not None and entry.disability_percent is not None:
        raise QuotaIsTwofold(count=entry.disability_count)
    if entry.food_aid == TargetGroup.FoodAid.SHARE and entry.food_aid_percent is None:
        raise FoodAidShareIsMissing
    if entry.revitalisation_side and entry.revitalisation_area_id is None:
        raise AreaIsMissing
    if entry.complementary_project_id == project.pk:
        raise ComplementsItself
