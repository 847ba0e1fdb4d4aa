"""The tabs above every page about one participation."""

from typing import Any

from django import template
from django.urls import reverse

from core.permissions import can
from projects.participants import tabs
from projects.participants.models import Participation
from ui.parts import Link

register = template.Library()


@register.inclusion_tag("participants/tabs.html", takes_context=True)
def person_tabs(context: Any, participation: Participation, current: str) -> dict[str, Any]:
    """Links to what the reader may see of the person; `current` is the key of this page's tab."""
    actor = context["request"].actor
    links = [
        Link(
            str(tab.label),
            reverse(tab.address, args=[*tab.arguments, participation.pk]),
            tab.key == current,
        )
        for tab in tabs.in_order()
        if can(actor, tab.permission, project=participation.project_id)
    ]
    return {"links": links, "person": participation.person}
