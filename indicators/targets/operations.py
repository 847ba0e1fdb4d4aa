"""Changes of targets: set as the agreement has them, all of a project at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core import audit, outbox
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, Permission, require
from indicators.targets.models import Target
from projects.agreements.models import Project


class CellsDoNotAddUp(RuleBroken):
    """Its field is the code of the indicator."""

    message = _("Women (%(women)s) and men (%(men)s) do not make the total of %(total)s.")


@dataclass(frozen=True, kw_only=True)
class TargetEntry:
    definition_code: str
    total: int | None
    women: int | None = None
    men: int | None = None
    invented: tuple[str, ...] = ()


@operation(moves_figures=True)
def set_targets(*, project: Project, entries: Sequence[TargetEntry], by: Actor) -> None:
    """Replace the project's targets by these."""
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    for entry in entries:
        _check(entry)
    # Whoever saves the same project at once waits, and then replaces these.
    Project.objects.select_for_update().get(pk=project.pk)
    Target.objects.filter(project=project).delete()
    Target.objects.bulk_create(
        Target(
            project=project,
            definition_code=entry.definition_code,
            total_count=entry.total,
            women_count=entry.women,
            men_count=entry.men,
            invented=list(entry.invented),
        )
        for entry in entries
    )
    audit.record("set targets", project, by=by, fields=[e.definition_code for e in entries])
    outbox.write(outbox.Topic.PROJECT, project.pk)


def _check(entry: TargetEntry) -> None:
    known = None not in (entry.women, entry.men, entry.total)
    if known and entry.women + entry.men != entry.total:  # type: ignore[operator]
        facts = {"women": entry.women, "men": entry.men, "total": entry.total}
        raise CellsDoNotAddUp(field=entry.definition_code, **facts)
