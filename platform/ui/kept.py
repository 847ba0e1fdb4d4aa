"""Pages whose parts are rendered once for everybody who sees the same: the frame stays each reader's own.

A page's blocks are kept in the cache under a key that names all that they are made of. The frame
around them (who is signed in, the menu, messages, tokens) is made anew with each answer.
"""

from collections.abc import Callable, Hashable
from hashlib import sha256
from typing import Any

from django.contrib.messages import get_messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_page
from django.template import RequestContext
from django.template.loader import get_template
from django.template.loader_tags import BlockNode, ExtendsNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

FRAME = "ui/kept.html"
# What the key does not name (a name of an indicator, a target) is seen after so long at most.
SECONDS = 60
# A token is its reader's own: a page with a form in it is never kept.
OWN = "csrfmiddlewaretoken"


def render(
    request: HttpRequest,
    template_name: str,
    context: Callable[[], dict[str, Any]],
    *,
    made_of: Hashable,
) -> HttpResponse:
    """The page; `context` is asked only where its blocks are not kept.

    `made_of` names everything that may differ: what was asked for, the figures' version, and the
    reader wherever a block speaks to one reader alone. Language, address and template are named here.
    Call it after the permission was required.
    """
    key = _key(request, template_name, made_of)
    kept = cache.get(key)
    if kept is None:
        kept = _blocks(request, template_name, context())
        if _is_everybodys(request, kept):
            cache.set(key, kept, SECONDS)
    return render_page(request, FRAME, {"kept": kept, "charts": kept["charts"]})


def _key(request: HttpRequest, template_name: str, made_of: Hashable) -> str:
    named = (get_language(), request.get_full_path(), template_name, made_of)
    return f"kept-page-{sha256(repr(named).encode()).hexdigest()}"


def _is_everybodys(request: HttpRequest, kept: dict[str, Any]) -> bool:
    """Whether nothing in it is one reader's: a complaint about the address, or a form's token."""
    # Asked for their number only: whoever iterates over messages has shown them.
    return not len(get_messages(request)) and not any(OWN in str(text) for text in kept.values())


def _blocks(
    request: HttpRequest, template_name: str, context: dict[str, Any]
) -> dict[str, SafeString | bool]:
    """Each block of a page that extends the frame, rendered by itself."""
    template = get_template(template_name).template
    extends = template.nodelist.get_nodes_by_type(ExtendsNode)[0]
    named = [node for node in extends.nodelist if isinstance(node, BlockNode)]
    whole = RequestContext(request, context)
    with whole.render_context.push_state(template), whole.bind_template(template):
        found: dict[str, SafeString | bool] = {node.name: node.render(whole) for node in named}
    return {**found, "charts": bool(context.get("charts"))}
