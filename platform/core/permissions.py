"""Who may do what: the permissions, what each role holds, and the one rule that answers."""

from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.errors import NotAllowed


class Permission(StrEnum):
    SEE_FIGURES = "see figures"
    SEE_PEOPLE = "see people"
    READ_CASES = "read cases"
    REVEAL_PESEL = "reveal PESEL"
    EDIT_PEOPLE = "edit people"
    EDIT_PROJECTS = "edit projects"
    DEFINE_LOCAL_INDICATORS = "define local indicators"
    SEE_MONEY = "see money"
    EDIT_MONEY = "edit money"
    SEE_AUDIT = "see audit"
    INVITE_MEMBERS = "invite members"
    CHOOSE_MATCHING = "choose matching"
    EXPORT_UNIT = "export the unit"
    AGREE_TO_EXPORT = "agree to export the unit"
    SEE_METROPOLIS = "see metropolis"
    OPEN_TENANTS = "open tenants"
    EDIT_DEFINITIONS = "edit definitions"
    SET_PROGRAMME_TARGETS = "set programme targets"
    ASK_UNITS = "ask units"
    APPROVE_EDITIONS = "approve editions"
    SERVE_FIGURES = "serve figures"


class TenantRole(TextChoices):
    ADMINISTRATOR = "administrator", _("administrator of the unit")
    COORDINATOR = "coordinator", _("project coordinator")
    CASE_WORKER = "case_worker", _("case worker")
    SETTLEMENT_OFFICER = "settlement_officer", _("settlement officer")
    VIEWER = "viewer", _("viewer")
    AUDITOR = "auditor", _("auditor")


class MetropolitanRole(TextChoices):
    METROPOLITAN_COORDINATOR = "metropolitan_coordinator", _("metropolitan coordinator")
    METROPOLITAN_VIEWER = "metropolitan_viewer", _("metropolitan viewer")
    OPERATOR = "operator", _("platform operator")


# What a token's actor holds, in the projects it reaches and no others; nobody is given these roles.
PROGRAM_READS, PROGRAM_WRITES = "program that reads", "program that writes"
PROGRAM_REVEALS = "program that reads PESEL"

P = Permission
# To see people is to know who takes part, when and for how many hours; to read cases is to know what
# they told of their lives: situation, health, contact, documents, notes, reasons. Whoever settles
# money needs the first and may not have the second.
HELD_BY: dict[str, frozenset[Permission]] = {
    TenantRole.ADMINISTRATOR: frozenset(
        {
            P.SEE_FIGURES,
            P.INVITE_MEMBERS,
            P.CHOOSE_MATCHING,
            P.EXPORT_UNIT,
            P.AGREE_TO_EXPORT,
        }
    ),
    TenantRole.COORDINATOR: frozenset(
        {
            P.SEE_FIGURES,
            P.SEE_PEOPLE,
            P.READ_CASES,
            P.REVEAL_PESEL,
            P.EDIT_PEOPLE,
            P.EDIT_PROJECTS,
            P.DEFINE_LOCAL_INDICATORS,
            P.SEE_MONEY,
            P.EDIT_MONEY,
            P.AGREE_TO_EXPORT,
        }
    ),
    TenantRole.CASE_WORKER: frozenset(
        {P.SEE_FIGURES, P.SEE_PEOPLE, P.READ_CASES, P.REVEAL_PESEL, P.EDIT_PEOPLE}
    ),
    TenantRole.SETTLEMENT_OFFICER: frozenset(
        {P.SEE_FIGURES, P.SEE_PEOPLE, P.SEE_MONEY, P.EDIT_MONEY}
    ),
    TenantRole.VIEWER: frozenset({P.SEE_FIGURES}),
    TenantRole.AUDITOR: frozenset(
        {P.SEE_FIGURES, P.SEE_PEOPLE, P.READ_CASES, P.SEE_MONEY, P.SEE_AUDIT}
    ),
    PROGRAM_READS: frozenset({P.SEE_FIGURES, P.SEE_PEOPLE}),
    PROGRAM_WRITES: frozenset({P.SEE_FIGURES, P.SEE_PEOPLE, P.EDIT_PEOPLE}),
    PROGRAM_REVEALS: frozenset({P.REVEAL_PESEL}),
    MetropolitanRole.METROPOLITAN_COORDINATOR: frozenset(
        {
            P.SEE_METROPOLIS,
            P.EDIT_DEFINITIONS,
            P.SET_PROGRAMME_TARGETS,
            P.ASK_UNITS,
            P.APPROVE_EDITIONS,
            P.SERVE_FIGURES,
        }
    ),
    MetropolitanRole.METROPOLITAN_VIEWER: frozenset({P.SEE_METROPOLIS}),
    MetropolitanRole.OPERATOR: frozenset({P.SEE_METROPOLIS, P.OPEN_TENANTS, P.INVITE_MEMBERS}),
}


class Actor(Protocol):
    """Whoever acts: a member of a tenant, a person of the metropolis, or the system itself."""

    @property
    def display_name(self) -> str: ...

    @property
    def grants(self) -> list[dict[str, Any]]: ...


def can(by: Actor, permission: Permission, *, project: UUID | None = None) -> bool:
    """Tell whether any live role of the actor holds the permission, in this project if one is named.

    A grant without a project holds in all of them; one bound to a project never holds outside it.
    """
    return any(
        permission in HELD_BY.get(grant["role"], frozenset())
        and (grant.get("project") is None or grant["project"] == str(project))
        for grant in by.grants
    )


def require(by: Actor, permission: Permission, *, project: UUID | None = None) -> None:
    if not can(by, permission, project=project):
        raise NotAllowed


def can_anywhere(by: Actor, permission: Permission) -> bool:
    """Tell whether the actor holds the permission in at least one project."""
    return any(permission in HELD_BY.get(grant["role"], frozenset()) for grant in by.grants)


def projects_held(by: Actor, permission: Permission) -> list[str] | None:
    """The projects in which the actor holds the permission; None means all of them."""
    holding = [g for g in by.grants if permission in HELD_BY.get(g["role"], frozenset())]
    if any(grant.get("project") is None for grant in holding):
        return None
    return [grant["project"] for grant in holding]


class Visitor:
    """Somebody at a page that is open to all: no name, no account, no permission."""

    grants: list[dict[str, Any]] = []
    display_name = "—"


class System:
    """The platform itself, when a command or the clock acts and no person does."""

    grants = [{"role": str(role), "project": None} for role in HELD_BY]

    def __init__(self, display_name: str) -> None:
        self.display_name = display_name
