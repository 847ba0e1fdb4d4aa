"""Marks of a page: who may open it and under which role it runs. The default is the strictest."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, StreamingHttpResponse

from core.permissions import Actor


class Request(HttpRequest):
    """A request once it is past both doors: whose host it came to, and who acts."""

    tenant: Any
    actor: Actor
    memberships: list[Any]
    htmx: Any


class SentLater(StreamingHttpResponse):
    """An answer in pieces that each enter the tenant by themselves: its page has left by then."""


View = TypeVar("View", bound=Callable)

PUBLIC = "public"
PLATFORM = "platform"
ACCOUNTS = "accounts"
MEMBERS = "members"
VISITORS = "visitors"
OPEN = "open"
PROGRAMS = "programs"


def public_page(view: View) -> View:
    """Anyone may open it; it runs under the web role and sees no tenant's tables."""
    view.door = PUBLIC  # type: ignore[attr-defined]
    return view


def platform_page(view: View) -> View:
    """Members only, but it runs under the web role: accounts, memberships, opening of tenants."""
    view.door = PLATFORM  # type: ignore[attr-defined]
    return view


def accounts_page(view: View) -> View:
    """A platform page that on the metropolis's host takes no membership, but an account signed in.

    What the account may see there, the page itself must ask; on a unit's host it is for members.
    """
    view.door = ACCOUNTS  # type: ignore[attr-defined]
    return view


def visitors_page(view: View) -> View:
    """Anyone may open it, and it runs inside the tenant: what it reads and writes, it must name.

    Only for what a unit offers the public: applying on the web, a feed behind its own secret.
    """
    view.door = VISITORS  # type: ignore[attr-defined]
    return view


def open_page(view: View) -> View:
    """Anyone may open it and nobody is known there: no cookie goes in and none comes out.

    It runs under the public role, which reads what was approved for everybody, and is the same for
    all who ask; so any cache may keep it.
    """
    view.door = OPEN  # type: ignore[attr-defined]
    return view


def for_programs(view: View) -> View:
    """Only with a token of this host: no cookie is read, none is set, and every refusal is a problem.

    It runs inside the tenant, or on the metropolis's host under the metropolis's role.
    """
    view.door = PROGRAMS  # type: ignore[attr-defined]
    return view
