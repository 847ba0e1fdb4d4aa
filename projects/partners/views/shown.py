"""What the pages of tokens share: which token is meant, and what its page tells."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from core.permissions import Permission, can_anywhere
from projects.partners import parts, queries, usage
from projects.partners.models import PortalLink, Token
from projects.workbench import history


def visible(request: HttpRequest, token_id: UUID) -> Token:
    return get_object_or_404(queries.tokens_visible_to(request.actor), pk=token_id)


def changeable(request: HttpRequest, token_id: UUID) -> Token:
    """For its pages of change; whoever may only look at it does not find them."""
    found = visible(request, token_id)
    if not queries.may_change(request.actor, found):
        raise Http404
    return found


def require_looking(request: HttpRequest) -> None:
    """Whoever makes no tokens and audits none does not learn that there are any."""
    if not any(can_anywhere(request.actor, one) for one in queries.LOOKING):
        raise Http404


def facts_of(request: HttpRequest, token: Token, *, at: datetime) -> dict[str, Any]:
    use = usage.use_of([token.pk], at=at)[token.pk]
    return {
        "token": token,
        "partner": parts.partner_name(token),
        "state": parts.state_of(token, use, at=at),
        **_said(token),
        "use": use,
        "keys": [(key, parts.key_state(key, token, at=at)) for key in use.keys],
        "lines": list(token.partners.all()),
        "may_change": not token.is_over(at) and queries.may_change(request.actor, token),
        "link": PortalLink.objects.filter(token=token).first(),
        "history": history.on_a_card([token.pk], with_reasons=False),
        "may_make": can_anywhere(request.actor, Permission.EDIT_PROJECTS),
    }


def _said(token: Token) -> dict[str, Any]:
    """What it may do, and what its program would stumble on."""
    warnings = parts.warnings(token.actions, token.fields)
    return {"rights": parts.rights_of(token), "warnings": warnings}
