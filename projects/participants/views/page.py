"""Which participation a page is about, and what else is known of the same person."""

from uuid import UUID

from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from core.permissions import Permission
from projects.participants import links, queries
from projects.participants.models import Participation

# The project with whom it is for, which every check asks about.
AREA = "project__target_group__revitalisation_area"


def visible(
    request: HttpRequest, participation_id: UUID, held: Permission, **columns: Combinable
) -> Participation:
    """The participation, if the actor holds the permission in its project; else it is not found.

    `columns` are what else the page wants to know, read along.
    """
    rows = queries.participations_visible_to(request.actor, held).prefetch_related("outcomes")
    rows = rows.select_related("person", AREA, "cared_for_by", "advised_by")
    return get_object_or_404(rows.annotate(**columns), pk=participation_id)


def others(request: HttpRequest, found: Participation) -> QuerySet[Participation]:
    """What else the person takes part in, under every entry linked with theirs, if visible."""
    rows = queries.participations_visible_to(request.actor, Permission.SEE_PEOPLE)
    same = rows.filter(person__in=links.linked_ids(found.person_id)).exclude(pk=found.pk)
    return same.order_by("-started_on").prefetch_related("outcomes")
