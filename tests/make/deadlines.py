"""Factories of deadlines: people at the moments of a project from which terms are counted."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from core import tenancy
from core.ledger.models import Member
from indicators.periods.models import Reopening
from projects.deadlines import queries
from projects.deadlines.items import Item
from projects.deadlines.models import ProgrammeRequest
from projects.deadlines.rules import Kind
from projects.participants import entries
from projects.participants import operations as participants
from projects.participants.models import Participation
from projects.partners import operations as tokens
from projects.recruitment import operations as recruitment
from projects.retention.models import Removal
from projects.support.vocabulary import Mark
from tests import make
from tests.make import agreements, allowances, leaving, partners, periods, retention, support
from tests.make import path as paths
from tests.make import recruitment as rounds

LEFT_ON = date(2026, 3, 1)


def left(
    *, by: Any, on: date, of: Any = None, situation: str = "BEING_MONITORED", **facts: Any
) -> Participation:
    """Somebody who left on a day without any outcome."""
    usual = {"pesel": None, "started_on": date(2025, 6, 2)}
    person = make.participation(by=by, of=of, **{**usual, **facts})
    entry = make.leave_entry(ended_on=on, exit_situation=situation, outcomes=())
    return participants.leave(participation=person, entry=entry, version=1, on=on, by=by)


def helped(*, by: Any, on: date, **facts: Any) -> Participation:
    """Somebody whose last support was given on a day."""
    person = make.participation(by=by, pesel=None, **facts)
    Participation.objects.filter(pk=person.pk).update(last_support_on=on)
    return person


def of_kind(kind: Kind, by: Any, *, on: date, until: date = date(2035, 1, 1)) -> list[Item]:
    return [item for item in queries.due_for(by, on, until) if item.kind == kind]


# --- what happens to somebody, each by the coordinator Anna ------------------------------------------


def somebody_started(anna: Member) -> Any:
    return make.participation(by=anna, started_on=date(2026, 2, 14))


def somebody_left(anna: Member) -> Any:
    return left(by=anna, on=LEFT_ON)


def left_for_work(anna: Member) -> Any:
    return left(by=anna, on=LEFT_ON, situation="TOOK_UP_WORK")


def minor(anna: Member) -> Any:
    entry = make.person_entry(pesel=None)
    young = entries.PersonEntry(**{**vars(entry), "born_on": date(2008, 12, 25)})
    return participants.enter_participant(
        project=make.project(by=anna),
        person=young,
        start=make.start_entry(started_on=date(2026, 3, 3)),
        on=make.TODAY,
        by=anna,
    )


def somebody_helped(anna: Member) -> Any:
    return helped(by=anna, on=date(2026, 2, 28), started_on=date(2026, 1, 5))


def project(anna: Member) -> Any:
    return make.project(by=anna, starts_on=date(2025, 1, 1), ends_on=date(2026, 12, 31))


def with_a_certificate(anna: Member) -> Any:
    somebody = make.participation(by=anna)
    certificate = make.premise_entry(
        evidence="DISABILITY_CERTIFICATE",
        kind="DISABILITY",
        valid_to=date(2026, 10, 25),
        disability_degree="MODERATE",
    )
    facts = {"participation": somebody, "on": make.TODAY, "by": anna}
    return participants.note_premise(entry=certificate, **facts)


def with_quarterly_claims(anna: Member) -> Any:
    return make.project(
        by=anna,
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 12, 31),
        claim_every_months=3,
        claim_due_days=10,
        claim_days_are_working=True,
    )


def to_be_kept(anna: Member) -> Any:
    return make.project(by=anna, retain_until=date(2031, 12, 31))


def meeting(anna: Member, *marks: str) -> Any:
    """A group of one person that met on three days; the last session has no mark unless given."""
    of = make.project(by=anna)
    group = support.group(by=anna, of=support.service(of=of, by=anna))
    [somebody] = support.people(1, of=of, by=anna)
    days = (date(2026, 10, 22), date(2026, 10, 23), date(2026, 10, 30))
    support.join(group, somebody, by=anna, on=days[0])
    sessions = [support.session(group, by=anna, held_on=day) for day in days]
    for session, mark in zip(sessions, marks, strict=False):
        support.mark(session, somebody, mark, by=anna)
    return sessions


def forgotten_sheet(anna: Member) -> Any:
    return meeting(anna, Mark.PRESENT, Mark.PRESENT)


def stays_away(anna: Member) -> Any:
    return meeting(anna, Mark.ABSENT, Mark.ABSENT, Mark.ABSENT)


def closed_round(anna: Member) -> Any:
    opened = rounds.recruitment(
        by=anna, opens_on=date(2026, 11, 1), closes_on=date(2026, 12, 17), name="Nabór zimowy"
    )
    rounds.candidate(opened, by=anna)
    return opened


def rejected(anna: Member) -> Any:
    """Somebody who was not accepted on 21 November 2026 and is kept for half a year."""
    opened = rounds.recruitment(by=anna)
    return rounds.decided(rounds.candidate(opened, by=anna), "rejected", by=anna)


def a_paper_is_missing(anna: Member) -> Any:
    opened = closed_round(anna)
    return recruitment.require_document(
        recruitment=opened, name="Zaświadczenie z OPS", needed_by="everybody", by=anna
    )


def under_contract(anna: Member) -> Any:
    somebody = make.participation(by=anna)
    return paths.contract(
        somebody, by=anna, signed_on=date(2026, 3, 3), valid_to=date(2026, 10, 31)
    )


def on_a_pause(anna: Member) -> Any:
    somebody = helped(by=anna, on=date(2026, 5, 4), started_on=date(2026, 3, 3))
    return paths.pause(
        somebody, by=anna, starts_on=date(2026, 6, 1), expected_on=date(2026, 10, 25)
    )


def owed_allowances(anna: Member) -> Any:
    """Entitled from 5 October 2026 on; no month is approved."""
    of = make.project(by=anna)
    somebody = make.participation(by=anna, of=of)
    rule = allowances.rule(of=of, by=anna)
    return allowances.grant(rule, somebody, by=anna, starts_on=date(2026, 10, 5))


def asked_to_reopen(anna: Member) -> Any:
    """Somebody else asks, on 21 November 2026."""
    period = periods.period(of=make.project(by=anna), by=anna)
    periods.closed(period, by=anna)
    asked = periods.asked(period, by=periods.second_coordinator())
    Reopening.objects.update(asked_at=periods.NOW)
    return asked


def asked_to_remove(anna: Member) -> Any:
    """Somebody else asks, on 21 November 2026."""
    project = retention.old_project(by=anna)
    retention.participant(project, by=anna)
    asked = retention.asked(project, by=periods.second_coordinator())
    Removal.objects.update(asked_at=retention.NOW)
    return asked


def asked_for_everything(anna: Member) -> Any:
    """An administrator asks, on 21 November 2026; the day of somebody begins with a project."""
    make.project(by=anna)
    return leaving.asked(by=leaving.administrator("alfa", "Ewa Konkel"))


def asked_by_programme(anna: Member) -> Any:
    """The metropolis asks on 21 November 2026; the platform alone writes it."""
    of = make.project(by=anna)
    with tenancy.acting_as(tenancy.Role.WEB):
        alfa = make.tenant("alfa")
    with tenancy.inside(alfa, role=tenancy.Role.WEB):
        return ProgrammeRequest.objects.create(
            id=uuid4(),
            matter=ProgrammeRequest.Matter.TARGET,
            project_id=of.pk,
            day=of.starts_on,
            asked_on=make.TODAY,
            asked_by="Ola Miotk",
            wanted_by=date(2026, 12, 4),
        )


def with_a_token(anna: Member) -> Any:
    """A partner's token whose last day is 31 December 2026."""
    of = make.project(by=anna)
    partner = agreements.partner(of=of, by=anna)
    at = datetime(2026, 11, 1, 12, tzinfo=UTC)
    entry = partners.token_entry(partner, ends_at=datetime(2026, 12, 31, 20, tzinfo=UTC))
    return tokens.make_token(entry=entry, at=at, by=anna)
