"""What a token reaches at this moment, as one question to the unit's tables."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address, ip_network
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from core.ledger.models import Member
from core.permissions import PROGRAM_READS, PROGRAM_REVEALS, PROGRAM_WRITES, Permission, can
from projects.partners.actions import NEEDED, Action, Field
from projects.partners.models import Token, TokenProject


@dataclass(frozen=True)
class Reach:
    """A token with the lines of its partner in the projects it reaches, and who acts by it."""

    token: Token
    partners: dict[UUID, UUID]  # by the partner's line, its project
    actor: Member

    def allows(self, action: str) -> bool:
        return bool(self.lines(action))

    def lines(self, action: str) -> frozenset[UUID]:
        """The partner's lines in whose projects this may be done: given, and still its maker's."""
        if action not in self.token.actions:
            return frozenset()
        return frozenset(
            line
            for line, project in self.partners.items()
            if self._is_held(NEEDED[action], project)
        )

    def sees(self, field: str, project: UUID) -> bool:
        return field in self.token.fields and self._is_held(NEEDED[field], project)

    def _is_held(self, permission: Permission, project: UUID) -> bool:
        return can(self.token.made_by, permission, project=project)


def reach_of(token_id: UUID) -> Reach | None:
    """The token whatever its state, with everything that its request needs to know."""
    lines = TokenProject.objects.filter(token=OuterRef("pk")).values(
        line=JSONObject(partner=F("partner"), project=F("partner__project"))
    )
    actors = Member.objects.filter(account_id=OuterRef("pk"))
    found = (
        Token.objects.select_related("made_by")
        .annotate(lines=ArraySubquery(lines), actor_id=Subquery(actors.values("pk")))
        .filter(pk=token_id)
        .first()
    )
    return _reach(found) if found is not None and found.actor_id else None


def _reach(token: Any) -> Reach:
    partners = {UUID(line["partner"]): UUID(line["project"]) for line in token.lines}
    actor = Member(pk=token.actor_id, account_id=token.pk, display_name=token.name)
    reach = Reach(token, partners, actor)
    actor.grants = list(_grants(reach))
    return reach


def _grants(reach: Reach) -> list[dict[str, Any]]:
    """The roles of a program in each project: what its maker may no longer do is not among them."""
    held = {PROGRAM_READS: reach.token.actions, PROGRAM_WRITES: _writing(reach)}
    projects = {
        role: {reach.partners[line] for action in actions for line in reach.lines(action)}
        for role, actions in held.items()
    }
    served = {reach.partners[line] for line in reach.lines(Action.READ_PARTICIPANTS)}
    projects[PROGRAM_REVEALS] = {one for one in served if reach.sees(Field.PESEL, one)}
    return [
        {"role": role, "project": str(project)}
        for role, reached in projects.items()
        for project in reached
    ]


def _writing(reach: Reach) -> list[str]:
    return [action for action in reach.token.actions if action.endswith(":write")]


def may_come_from(networks: Collection[str], address: str | None) -> bool:
    """Whether an address lies in one of the networks; without any, all do."""
    if not networks:
        return True
    if address is None:
        return False
    here = ip_address(address)
    return any(here in ip_network(network, strict=False) for network in networks)


def hold(token_id: UUID, at: datetime) -> bool:
    """Keep the token as it is until the transaction ends; whether it is still open.

    Whoever revokes it waits for the request that is being carried out, and stops the next.
    """
    rows: QuerySet[Token] = Token.objects.select_for_update(of=("self",), no_key=True)
    held = rows.filter(pk=token_id).first()
    return held is not None and held.is_open(at)
