"""What surrounds every page: the unit's name, the way around, banners and the version."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core import keys
from core.permissions import Permission, Visitor, can_anywhere
from tenants.actors import role_names


class Link(NamedTuple):
    label: str
    url: str
    current: bool


METROPOLIS = [
    ("metropolis:dashboard", lambda: _("Metropolis"), Permission.SEE_METROPOLIS),
    ("metropolis:units", lambda: _("Powiats and cities"), Permission.SEE_METROPOLIS),
    ("maps:map", lambda: _("Map"), Permission.SEE_METROPOLIS),
    ("metropolis:indicators", lambda: _("Indicators"), Permission.SEE_METROPOLIS),
    ("metropolis:targets", lambda: _("Targets"), Permission.SEE_METROPOLIS),
    ("watching:warnings", lambda: _("Warnings"), Permission.SEE_METROPOLIS),
    ("programme_periods:list", lambda: _("Periods"), Permission.SEE_METROPOLIS),
    ("reports:list", lambda: _("Reports"), Permission.SEE_METROPOLIS),
    ("editions:list", lambda: _("Publication"), Permission.APPROVE_EDITIONS),
    ("serving:list", lambda: _("API"), Permission.SERVE_FIGURES),
    ("opening:list", lambda: _("Tenants"), Permission.OPEN_TENANTS),
    ("facts:reconciliations", lambda: _("Reconciliation"), Permission.OPEN_TENANTS),
    ("tenants:members", lambda: _("People and roles"), Permission.INVITE_MEMBERS),
]
TENANT = [
    ("start", lambda: _("Start"), Permission.SEE_FIGURES),
    ("desk:my-day", lambda: _("My day"), Permission.SEE_FIGURES),
    ("participants:list", lambda: _("Participants"), Permission.SEE_PEOPLE),
    ("recruitment:list", lambda: _("Recruitment"), Permission.SEE_PEOPLE),
    ("support:calendar", lambda: _("Support"), Permission.SEE_PEOPLE),
    ("documents:register", lambda: _("Documents"), Permission.SEE_PEOPLE),
    ("agreements:list", lambda: _("Projects"), Permission.SEE_FIGURES),
    ("partners:list", lambda: _("Partners"), Permission.EDIT_PROJECTS, Permission.SEE_AUDIT),
    ("project_reports:list", lambda: _("Reports"), Permission.SEE_FIGURES),
    ("targets:unit", lambda: _("Targets"), Permission.SEE_FIGURES),
    ("tenants:members", lambda: _("People and roles"), Permission.INVITE_MEMBERS),
]
# Pages that lie at an address of their own and belong to an entry of the menu.
BELONGS = {"partners:list": "hooks:list"}


def surroundings(request: HttpRequest) -> dict[str, Any]:
    tenant = getattr(request, "tenant", None)
    actor = getattr(request, "actor", None)
    if isinstance(actor, Visitor):
        actor = None
    return {
        "tenant_name": "" if tenant is None or tenant.is_metropolis else tenant.short_name,
        "nav": _nav(request, tenant, actor) if actor else [],
        "signed_in_name": actor.display_name if actor else "",
        "signed_in_role": ", ".join(role_names(actor.grants)) if actor else "",
        "account_url": reverse("accounts:account"),
        "files_url": _files_url(tenant, actor),
        "demo": _is_demonstration(tenant),
        "trial": keys.ring().trial and not _is_demonstration(tenant),
        # A unit's papers carry the row of their fund; the metropolis prints its pages.
        "signs": tenant is not None and tenant.is_metropolis,
        "version": settings.VERSION,
    }


def _files_url(tenant: Any, actor: Any) -> str:
    """Where what was taken out of a unit's lists waits; the metropolis takes out no person."""
    return reverse("workbench:files") if actor and not tenant.is_metropolis else ""


def _is_demonstration(tenant: Any) -> bool:
    """Where the people are invented: in the demonstration's units, and in the sum of them."""
    return settings.DEMO and tenant is not None and (tenant.is_demo or tenant.is_metropolis)


def _nav(request: HttpRequest, tenant: Any, actor: Any) -> list[Link]:
    entries = METROPOLIS if tenant.is_metropolis else TENANT
    links = []
    for name, label, *held_by in entries:
        if any(can_anywhere(actor, permission) for permission in held_by):
            url = reverse(name)
            here = request.path == url if url == "/" else request.path.startswith(_below(name))
            links.append(Link(label(), url, here))
    return links


def _below(name: str) -> tuple[str, ...]:
    """Where the pages of an entry of the menu lie."""
    return tuple(reverse(one) for one in (name, BELONGS.get(name)) if one)
