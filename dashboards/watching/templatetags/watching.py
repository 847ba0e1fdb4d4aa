"""Warnings on top of another page: `{% load watching %}`, one query each.

{% trouble_first unit_code %}   the most urgent of the programme or of a unit, with a link to all
{% trouble_of project_id %}     those of one project
{% view_actions %}              save this view, saved views, presentation: links for a page's actions
"""

from typing import Any
from uuid import UUID

from django import template

from core.permissions import Permission, can
from dashboards.watching import parts, queries

register = template.Library()


@register.inclusion_tag("watching/strip.html", takes_context=True)
def trouble_first(context: template.Context, unit_code: str = "") -> dict[str, Any]:
    found = queries.warnings(unit_code=unit_code)
    return _strip(context, found[: parts.ON_TOP], count=len(found), unit_code=unit_code)


@register.inclusion_tag("watching/strip.html", takes_context=True)
def trouble_of(context: template.Context, project_id: UUID) -> dict[str, Any]:
    found = queries.warnings(project_id=project_id)
    return _strip(context, found, count=len(found), of_one=True)


@register.inclusion_tag("watching/view_actions.html", takes_context=True)
def view_actions(context: template.Context) -> dict[str, Any]:
    request = context["request"]
    return {"here": request.get_full_path(), "query": request.GET.urlencode()}


def _strip(context: template.Context, warnings: Any, **told: Any) -> dict[str, Any]:
    request = context.get("request")
    around = {"request": request, "csrf_token": context.get("csrf_token")}
    may_ask = request is not None and can(request.actor, Permission.ASK_UNITS)
    return {"warnings": warnings, "may_ask": may_ask, **around, **told}
