"""The world in which every address of the API is asked by everybody who must not have it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from core import tenancy
from projects.agreements.models import ProjectPartner
from projects.participants import operations as participants
from projects.participants.entries import OutcomeEntry
from projects.participants.models import Outcome
from projects.partners import issuing, operations
from projects.partners.actions import Action, Field
from projects.partners.models import Token
from projects.support import operations as support
from projects.support.entries import GivenEntry
from projects.support.models import Attendance, SupportGiven
from tests import make
from tests.make import agreements, documents, partners
from tests.make import support as making

Ids = Mapping[str, str]
EVERYTHING = {"actions": tuple(Action.values), "fields": tuple(Field.values)}


@dataclass(frozen=True)
class World:
    """By kind of record the ids of one partner, of another one beside it, and of the neighbours' one."""

    workshop: partners.Workshop
    ids: Mapping[str, Ids]
    keys: Mapping[str, str]
    accounts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def host(self) -> str:
        return self.workshop.tenant.host


def world() -> World:
    alfa, beta = make.tenant("alfa"), make.tenant("beta")
    coordinator = make.account("anna@example.org", "Anna Lis", alfa, "coordinator")
    stranger = make.account("bea@example.org", "Bea Kos", beta, "coordinator")
    own = partners.workshop(alfa, coordinator)
    other = partners.workshop(alfa, coordinator, name="Fundacja Inna")
    foreign = partners.workshop(beta, stranger, name="Fundacja Obca")
    return World(
        own,
        {"own": _filled(own), "other": _filled(other), "foreign": _filled(foreign)},
        _keys(own, other, foreign),
        {role: _account(role, alfa) for role in ROLES},
    )


FOUND_WORK = OutcomeEntry(kind="EMPLOYMENT", observed_on=date(2026, 11, 12), evidence="CONTRACT")
LEFT = {"ended_on": date(2026, 11, 10), "outcomes": (FOUND_WORK,)}
ROLES = ("administrator", "coordinator", "case_worker", "settlement_officer", "auditor")


def _account(role: str, alfa: Any) -> Any:
    return make.account(f"{role}@example.org", role, alfa, role)


def _filled(of: partners.Workshop) -> dict[str, str]:
    """One record of every kind that the API tells, as the partner's own."""
    person, gone = of.people[:2]
    with tenancy.inside(of.tenant):
        making.mark(of.session, person, by=of.anna)
        making.mark(of.session, gone, by=of.anna)
        benefit = making.benefit(of=of.project, by=of.anna, provider=of.partner)
        course = making.course(of=of.project, by=of.anna, provider=of.partner)
        entry = GivenEntry(
            participation_id=person.pk,
            service_id=benefit.pk,
            given_on=making.MONDAY,
            quantity=1,
        )
        support.give_many(
            entries=[entry],
            services=type(benefit).objects.filter(pk=benefit.pk),
            participations={person.pk},
            on=make.TODAY,
            by=of.anna,
        )
        result = support.record_result(
            participation=person,
            service=course,
            entry=making.result_entry(),
            on=make.TODAY,
            by=of.anna,
        )
        gone.refresh_from_db()
        participants.leave(
            participation=gone,
            entry=make.leave_entry(**LEFT),
            version=gone.version,
            on=make.TODAY,
            by=of.anna,
        )
        paper = documents.paper(by=of.anna, about=person)
        return {
            "project": str(of.project.pk),
            "service": str(of.group.service_id),
            "group": str(of.group.pk),
            "session": str(of.session.pk),
            "participant": str(person.pk),
            "pesel": str(person.pk),
            "attendance-one": str(Attendance.objects.get(participation=person).pk),
            "support-one": str(SupportGiven.objects.get(participation=person).pk),
            "qualification": str(result.pk),
            "outcome": str(Outcome.objects.get(participation=gone).pk),
            "document": str(paper.pk),
        }


def _keys(
    own: partners.Workshop, other: partners.Workshop, foreign: partners.Workshop
) -> dict[str, str]:
    """The keys of tokens that must not open what is the first partner's; and the one that does."""
    found = {
        "own": partners.token(own, **EVERYTHING)[1],
        "without a right": partners.token(own, actions=(Action.RECEIVE_EVENTS,))[1],
        "another project's": partners.token(other, **EVERYTHING)[1],
        "another partner's of the project": _beside(own),
        "another tenant's": partners.token(foreign, **EVERYTHING)[1],
        "no key": "szansa_" + "0" * 50,
    }
    for name, end in ENDED.items():
        token, found[name] = partners.token(own, **EVERYTHING)
        with tenancy.inside(own.tenant):
            end(token, own.anna)
    return found


def _beside(own: partners.Workshop) -> str:
    with tenancy.inside(own.tenant):
        line: ProjectPartner = agreements.partner(of=own.project, by=own.anna, name="Fundacja Obok")
        entry = partners.token_entry(line, **EVERYTHING)
        return issuing.make_token(entry=entry, at=timezone.now(), by=own.anna)[1]


def _revoke(token: Token, by: Any) -> None:
    issuing.revoke_token(token=token, at=timezone.now(), by=by)


def _suspend(token: Token, by: Any) -> None:
    operations.suspend_token(token=token, at=timezone.now(), by=by)


def _expire(token: Token, by: Any) -> None:
    Token.objects.filter(pk=token.pk).update(ends_at=timezone.now() - timedelta(seconds=1))


ENDED: dict[str, Callable[[Token, Any], None]] = {
    "revoked": _revoke,
    "suspended": _suspend,
    "expired": _expire,
}
