"""A unit agrees to a public page of its project, and takes it back."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from core import audit, outbox
from core.errors import RuleBroken
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from dashboards.consent import queries
from dashboards.consent.models import PageConsent
from projects.agreements.models import Project


class AgreedAlready(RuleBroken):
    message = _("The unit has agreed to a public page of this project already.")


class NothingToTakeBack(RuleBroken):
    message = _("This project has no public page that could be taken back.")


@operation(moves_figures=True)
def agree_to_page(*, project: Project, at: datetime, by: Actor) -> PageConsent:
    """Let the next public edition have a page of this project, with its partners by name."""
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    if queries.in_force(project) is not None:
        raise AgreedAlready
    member = by if isinstance(by, Member) else None
    made = PageConsent.objects.create(project=project, given_at=at, given_by=member)
    audit.record("agreed to a public page", made, by=by)
    outbox.write(outbox.Topic.CARD, project.pk)
    return made


@operation(moves_figures=True)
def take_page_back(*, project: Project, at: datetime, by: Actor) -> PageConsent:
    """Take the page of this project off the public pages, at once."""
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    held = queries.in_force(project)
    if held is None:
        raise NothingToTakeBack
    held.withdrawn_at = at
    held.save(update_fields=["withdrawn_at"])
    audit.record("took a public page back", held, by=by)
    outbox.write(outbox.Topic.CARD, project.pk)
    return held
