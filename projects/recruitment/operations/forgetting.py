"""The data of candidates who did not take part are deleted when their time is over."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.documents.forgetting import forget
from projects.recruitment import queries
from projects.recruitment.erasing import erase
from projects.recruitment.models import Recruitment


class NobodyToForget(RuleBroken):
    message = _("Nobody's data have been kept long enough to be deleted.")


@operation()
def forget_candidates(*, recruitment: Recruitment, on: date, at: datetime, by: Actor) -> int:
    """Delete what identifies everybody whose last day of keeping is over; counts remain."""
    require(by, Permission.EDIT_PROJECTS, project=recruitment.project_id)
    Recruitment.objects.select_for_update().get(pk=recruitment.pk)
    over = list(queries.to_be_forgotten(recruitment, on=on).select_for_update(of=("self",)))
    if not over:
        raise NobodyToForget
    erase(over, at=at)
    forget([candidate.pk for candidate in over], at=at)
    audit.record("deleted the data of candidates", recruitment, by=by, count=len(over))
    return len(over)
