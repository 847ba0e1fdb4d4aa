"""Whether the reader of a page sees money anywhere, so that a tab leads nowhere in vain."""

from typing import Any

from django import template

from core.permissions import Permission, can_anywhere

register = template.Library()


@register.simple_tag(takes_context=True)
def sees_money(context: Any) -> bool:
    """Asked of the context itself: it knows its request inside an include with `only` too."""
    return can_anywhere(context.request.actor, Permission.SEE_MONEY)
