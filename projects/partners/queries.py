"""What a token reaches at this moment, as one question to the unit's tables; and who sees which."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import JSONObject

from core.briefly import Briefly
from core.days import WARSAW
from core.ledger.models import Member
from core.permissions import (
    PROGRAM_READS,
    PROGRAM_REVEALS,
    PROGRAM_WRITES,
    Actor,
    Permission,
    can,
    projects_held,
)
from core.questions import Question
from projects.agreements import queries as agreements
from projects.agreements.models import Project, ProjectPartner
from projects.partners.actions import NEEDED, Action, Field
from projects.partners.models import PortalLink, Token, TokenProject
from tenants.organisations import models as organisations
from tenants.organisations.models import Number, NumberKind

# Whoever edits a project makes its tokens; whoever audits the unit looks at them.
LOOKING = (Permission.EDIT_PROJECTS, Permission.SEE_AUDIT)
DAY = timedelta(days=1)
Lines = Collection[UUID]
# By this name a project carries its ending tokens.
ENDING = "ending_tokens"


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


def _with_reach(token_id: UUID) -> QuerySet[Token]:
    lines = TokenProject.objects.filter(token=OuterRef("pk")).values(
        line=JSONObject(partner=F("partner"), project=F("partner__project"))
    )
    actors = Member.objects.filter(account_id=OuterRef("pk"))
    rows = Token.objects.select_related("made_by").filter(pk=token_id)
    return rows.annotate(lines=ArraySubquery(lines), actor_id=Subquery(actors.values("pk")))


THE_TOKEN = Question(_with_reach)


def reach_of(token_id: UUID) -> Reach | None:
    """The token whatever its state, with everything that its request needs to know."""
    found: Any = THE_TOKEN.first(token_id=token_id)
    return _reach(found) if found is not None and found.actor_id else None


def _reach_in(_tenant_id: int, token_id: UUID) -> Reach | None:
    return reach_of(token_id)


# For reading, by the unit and the token: what it reached a second ago. Where it shows whole numbers, now.
REACH_BRIEFLY = Briefly(_reach_in, keeps=lambda reach: Field.PESEL not in reach.token.fields)


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


def hold(token_id: UUID, at: datetime) -> bool:
    """Keep the token as it is until the transaction ends; whether it is still open.

    Whoever revokes it waits for the request that is being carried out, and stops the next.
    """
    rows: QuerySet[Token] = Token.objects.select_for_update(of=("self",), no_key=True)
    held = rows.filter(pk=token_id).first()
    return held is not None and held.is_open(at)


def tokens_visible_to(by: Actor) -> QuerySet[Token]:
    """The tokens that reach a project of theirs, with everything that a list of them shows."""
    rows = Token.objects.select_related("made_by").prefetch_related("partners__project")
    if None in [projects_held(by, permission) for permission in LOOKING]:
        return rows
    edited, audited = (agreements.projects_visible_to(by, permission) for permission in LOOKING)
    reached = TokenProject.objects.filter(token=OuterRef("pk"))
    return rows.filter(
        Exists(reached.filter(partner__project__in=edited))
        | Exists(reached.filter(partner__project__in=audited))
    )


def may_change(by: Actor, token: Token) -> bool:
    """Whether they edit every project that the token reaches."""
    return _edits(by, token.partners.all())


def number_of(token: Token) -> Number | None:
    """By which number the unit names the token's partner; None where its lines do not agree."""
    numbers = {organisations.number_of(line) for line in token.partners.all()}
    return numbers.pop() if len(numbers) == 1 else None


def tokens_of(number: Number, *, since: datetime) -> QuerySet[Token]:
    """What a partner of this number has: not revoked, and not ended before then."""
    lines = ProjectPartner.objects.select_related("project")
    rows = tokens_by(number).filter(revoked_at=None, ends_at__gt=since)
    return rows.prefetch_related(Prefetch("partners", queryset=lines))


def tokens_of_same(token: Token) -> QuerySet[Token]:
    """All tokens of the token's partner, whatever their state."""
    number = number_of(token)
    rows = tokens_by(number) if number else Token.objects.filter(pk=token.pk)
    return rows.prefetch_related("partners")


def tokens_by(number: Number) -> QuerySet[Token]:
    """Those whose every line the unit gave this number."""
    named = {"partner__nip": number.text}
    if number.kind == NumberKind.KRS:
        named = {"partner__nip": "", "partner__krs": number.text}
    lines = TokenProject.objects.filter(token=OuterRef("pk"))
    return Token.objects.filter(Exists(lines.filter(**named)), ~Exists(lines.exclude(**named)))


def may_let_people_in(by: Actor, token: Token) -> bool:
    """Whether they may change every token of its partner, and the partner has a number."""
    if number_of(token) is None:
        return False
    return all(may_change(by, one) for one in tokens_of_same(token))


def who_may_change(token: Token) -> list[Member]:
    """Whoever answers for the token: the unit's people who may do all of it."""
    return [one for one in Member.objects.filter(left_at=None) if may_change(one, token)]


def partners_for(by: Actor) -> QuerySet[ProjectPartner]:
    """The partners for whom they may make a token; a project's leader is the unit itself."""
    edited = agreements.projects_visible_to(by, Permission.EDIT_PROJECTS)
    rows = ProjectPartner.objects.filter(is_leader=False, project__in=edited)
    return rows.select_related("project")


def lines_of_same(partner: ProjectPartner, by: Actor) -> list[ProjectPartner]:
    """The lines of the same body in all projects of theirs: by its NIP, its KRS or else its name."""
    by_what = next((name for name in ("nip", "krs") if getattr(partner, name)), "name")
    same = partners_for(by).filter(**{by_what: getattr(partner, by_what)})
    return list(same.order_by("-project__starts_on", "pk"))


def what_may_be_given(by: Actor, lines: Collection[ProjectPartner]) -> set[str]:
    """The actions and fields that they hold themselves, in at least one of these projects."""
    projects = {line.project_id for line in lines}
    return {
        one
        for one, permission in NEEDED.items()
        if any(can(by, permission, project=project) for project in projects)
    }


def open_tokens(at: datetime) -> list[Token]:
    """Those that work now."""
    living = Token.objects.filter(suspended_at=None, revoked_at=None, ends_at__gt=at)
    return list(living.prefetch_related("partners"))


def with_ending_tokens(
    projects: QuerySet[Project], *, since: date, until: date
) -> QuerySet[Project]:
    """Each with the tokens that reach it, work and end within these days."""
    working = {"token__suspended_at": None, "token__revoked_at": None}
    rows = TokenProject.objects.filter(
        partner__project=OuterRef("pk"),
        **working,
        token__ends_at__gte=_begins(since),
        token__ends_at__lt=_begins(until + DAY),
    )
    told = JSONObject(
        id=F("token_id"),
        name=F("token__name"),
        ends_at=F("token__ends_at"),
        partner=F("partner__name"),
    )
    return projects.annotate(**{ENDING: ArraySubquery(rows.values(told=told))})


def _edits(by: Actor, lines: Iterable[ProjectPartner]) -> bool:
    return all(can(by, Permission.EDIT_PROJECTS, project=line.project_id) for line in lines)


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=WARSAW)


def idle_tokens(at: datetime) -> list[Token]:
    """Those that were suspended because nobody used them, and that could still be resumed."""
    resting = Token.objects.filter(is_idle=True, revoked_at=None, ends_at__gt=at)
    return list(resting.prefetch_related("partners"))


def link_named(link_hash: bytes) -> PortalLink | None:
    """The page behind a link, with its token and what that reaches."""
    rows = PortalLink.objects.select_related("token__made_by")
    return rows.prefetch_related("token__partners__project").filter(link_hash=link_hash).first()
