"""The law of removal: whoever goes and whoever stays elsewhere, every number is what it was."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from core import pesel, tenancy
from core.days import today
from core.ledger.models import Member, OutboxEntry
from indicators.cells.models import Cell, OpenCell, SharedPeople
from indicators.cells.models import Repeat as OwnRepeat
from indicators.facts import reconciling
from indicators.facts.models import (
    Hit,
    ParticipationFact,
    PersonNumber,
    ProjectCard,
    Repeat,
    SharedCell,
    SupportFact,
)
from indicators.facts.tasks import publish_tenant
from indicators.periods import queries as periods
from indicators.periods.models import Closing
from projects.agreements.models import Project
from projects.participants import entries
from projects.participants import operations as participants
from projects.participants.models import Participation, Person
from projects.support import operations as support
from projects.support.models import Service
from tests import make
from tests.make import periods as made_periods
from tests.make import retention
from tests.make import support as made_support

SEEDS = range(4)
SERIALS = 8
DAYS = {"old": date(2018, 1, 1), "later": date(2025, 1, 1)}


@dataclass
class World:
    """Two units with an old project and a later one each; some people are in several of the four."""

    dice: random.Random
    tenants: dict[str, Any]
    members: dict[str, Member]
    others: dict[str, Member]
    projects: dict[tuple[str, str], Project] = field(default_factory=dict)
    services: dict[tuple[str, str], list[Service]] = field(default_factory=dict)
    closings: dict[str, Closing] = field(default_factory=dict)


@pytest.fixture
def units(alfa: Any, beta: Any, coordinator: Any) -> dict[str, Any]:
    return {"alfa": alfa, "beta": beta}


@pytest.fixture
def worlds(units: dict[str, Any]) -> Callable[[int], World]:
    members = {}
    with tenancy.inside(units["alfa"]):
        members["alfa"] = Member.objects.get(display_name="Anna Lis")
    members["beta"] = make.member(units["beta"], "bob@example.org", "Bob Czaja", "coordinator")
    others = {slug: retention.another(slug) for slug in units}
    return lambda seed: _entered(World(random.Random(seed), units, members, others))


def _entered(world: World) -> World:
    for slug, tenant in world.tenants.items():
        with tenancy.inside(tenant):
            for kind in DAYS:
                _enter_project(world, slug, kind)
    for tenant in world.tenants.values():
        publish_tenant(tenant)
    return world


def _enter_project(world: World, slug: str, kind: str) -> None:
    by, key = world.members[slug], (slug, kind)
    facts = retention.OLD if kind == "old" else {}
    project = world.projects[key] = make.project(by=by, edition_no=len(world.projects), **facts)
    world.services[key] = [
        made_support.benefit(of=project, by=by, name="Opieka nad dzieckiem", unit="HOUR"),
        made_support.benefit(of=project, by=by),
    ]
    for serial in range(SERIALS):
        if world.dice.random() < 0.6:
            _take_part(world, key, serial)
    if kind == "old":
        first = (date(2018, 1, 1), date(2018, 6, 30))
        period = made_periods.period(of=project, by=by, days=first)
        world.closings[slug] = made_periods.closed(period, by=by)


def _take_part(world: World, key: tuple[str, str], serial: int) -> None:
    """The last two have no PESEL: nobody knows them elsewhere, and within a unit by name alone."""
    dice, by, project = world.dice, world.members[key[0]], world.projects[key]
    started_on = DAYS[key[1]] + timedelta(days=dice.randrange(0, 300))
    start = make.start_entry(
        started_on=started_on,
        labour_status=dice.choice(("UNEMPLOYED", "INACTIVE")),
        disability=dice.choice(("YES", "NO", "REFUSED")),
        isced=dice.randrange(0, 8),
        at_risk=dice.random() < 0.8,
    )
    moment = {"start": start, "on": make.TODAY, "by": by}
    known = _known(serial)
    if known is not None:
        one = participants.enrol(person=known, project=project, **moment)
    else:
        person = _person(serial)
        one = participants.enter_participant(project=project, person=person, **moment)
    _live(world, one, key, started_on)


def _person(serial: int) -> entries.PersonEntry:
    sex = "F" if serial % 2 else "M"
    number = None
    if serial < SERIALS - 2:
        number = pesel.make(born_on=date(1885, 2, 28), sex=sex, serial=serial)
    return make.person_entry(given_name=f"Osoba{serial}", pesel=number, sex=sex)


def _known(serial: int) -> Person | None:
    return Person.objects.filter(given_name=f"Osoba{serial}").first()


def _live(world: World, one: Participation, key: tuple[str, str], started_on: date) -> None:
    """Support, an exit with an outcome, a premise, or voided: whatever the dice say."""
    dice, by = world.dice, world.members[key[0]]
    for service in world.services[key]:
        if dice.random() < 0.7:
            day = started_on + timedelta(days=dice.randrange(0, 40))
            support.give_support(
                service=service,
                participation=one,
                given_on=day,
                quantity=Decimal(dice.randrange(1, 9)),
                on=make.TODAY,
                by=by,
            )
    if dice.random() < 0.6:
        one.refresh_from_db()
        entry = _leave(dice, started_on)
        participants.leave(
            participation=one, entry=entry, version=one.version, on=make.TODAY, by=by
        )
    if dice.random() < 0.15:
        one.refresh_from_db()
        facts = {"kind": "MISTAKE", "reason": "kontrola", "version": one.version}
        participants.void(participation=one, **facts, at=timezone.now(), by=by)


def _leave(dice: random.Random, started_on: date) -> entries.LeaveEntry:
    ended_on = started_on + timedelta(days=dice.randrange(50, 120))
    outcome = entries.OutcomeEntry(
        kind="EMPLOYMENT",
        observed_on=ended_on + timedelta(days=dice.randrange(0, 28)),
        evidence="CONTRACT",
    )
    return make.leave_entry(ended_on=ended_on, outcomes=(outcome,))


def numbers_of(world: World) -> dict[str, Any]:
    """Every figure there is, of the programme, of units, of projects and of reports."""
    found: dict[str, Any] = {}
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        for model in (SharedCell, Repeat, ProjectCard):
            found[model.__name__] = _rows(model)
        facts = {fact.pk: fact.participation_id for fact in ParticipationFact.objects.all()}
        found["facts"] = _rows(ParticipationFact)
        found["hits"] = _of_facts(Hit, facts)
        found["support"] = _of_facts(SupportFact, facts)
    for slug, tenant in world.tenants.items():
        with tenancy.inside(tenant):
            for model in (Cell, OpenCell, OwnRepeat, SharedPeople):
                found[f"{model.__name__} of {slug}"] = _rows(model)
            closing = world.closings[slug]
            difference = periods.difference_of(closing)
            found[f"report of {slug}"] = (
                periods.certificate_of(closing).is_unchanged,
                closing.checksum,
                dict(difference.reported),
                dict(difference.signed),
            )
    return found


def _rows(model: Any) -> list[str]:
    columns = [one.attname for one in model._meta.concrete_fields if one.attname != "id"]
    return sorted(str(row) for row in model.objects.values_list(*columns))


def _of_facts(model: Any, facts: dict[int, Any]) -> list[str]:
    """Each row under the participation: the numbers of facts are made anew."""
    names = [
        one.attname for one in model._meta.concrete_fields if one.attname != "participation_id"
    ]
    rows = model.objects.values_list("participation_id", *names)
    return sorted(str((facts[fact], *rest)) for fact, *rest in rows)


def differences(world: World) -> list[Any]:
    found = []
    for tenant in world.tenants.values():
        with tenancy.inside(tenant, role=tenancy.Role.PUBLISHING):
            found.append(reconciling.differences(tenant, on=today()))
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        found.append(reconciling.shared_differences())
    return [each for each in found if each]


def remove(world: World, slug: str) -> None:
    with tenancy.inside(world.tenants[slug]):
        project = world.projects[slug, "old"]
        retention.removed(project, by=world.members[slug], agreed_by=world.others[slug])
    publish_tenant(world.tenants[slug])


@pytest.mark.parametrize("seed", SEEDS)
def test_whoever_is_removed_every_figure_stays(worlds, seed):
    world = worlds(seed)
    before = numbers_of(world)

    for slug in world.tenants:
        remove(world, slug)

        assert numbers_of(world) == before
        assert differences(world) == []
    _publish_all_anew(world)

    assert numbers_of(world) == before
    assert differences(world) == []
    _nobody_is_known_who_is_not_kept(world)


def _publish_all_anew(world: World) -> None:
    for tenant in world.tenants.values():
        with tenancy.inside(tenant):
            OutboxEntry.objects.create(topic=OutboxEntry.Topic.TENANT)
        publish_tenant(tenant)


def _nobody_is_known_who_is_not_kept(world: World) -> None:
    """A pseudonym is there for exactly those whom some unit keeps a counted participation of."""
    kept = set()
    for tenant in world.tenants.values():
        with tenancy.inside(tenant):
            counted = Participation.objects.filter(voided_at=None, started_on__isnull=False)
            kept |= set(counted.values_list("pk", flat=True))
            assert set(Person.objects.values_list("pk", flat=True)) == set(
                Participation.objects.values_list("person_id", flat=True)
            )
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        facts = ParticipationFact.objects.filter(participation_id__in=kept)
        numbers = set(facts.values_list("person_no", flat=True))
        known = PersonNumber.objects.exclude(key_name="")
        assert set(known.values_list("pk", flat=True)) == numbers


def test_whoever_comes_back_after_being_forgotten_is_somebody_new(worlds):
    """The price of forgetting: nobody can tell that this person was here before."""
    world, nobody_else = worlds(0), SERIALS + 1
    with tenancy.inside(world.tenants["alfa"]):
        _take_part(world, ("alfa", "old"), nobody_else)
    publish_tenant(world.tenants["alfa"])
    remove(world, "alfa")
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        before = PersonNumber.objects.count()
    with tenancy.inside(world.tenants["alfa"]):
        _take_part(world, ("alfa", "later"), nobody_else)
    publish_tenant(world.tenants["alfa"])

    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        assert PersonNumber.objects.count() == before + 1
    assert differences(world) == []
