"""Spreads one population over a fleet's projects and enters it by COPY."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from core import outbox, polish, sealed, tenancy
from core.permissions import System
from core.together import insert_each
from indicators.targets import operations as targets
from projects.agreements import operations as agreements
from projects.agreements.models import Project
from projects.participants.models import Outcome, Participation, Person
from tenants.models import Tenant
from tests.benchmarks.population import UNITS, Population, Someone, Stay

BY = System("benchmark")
# The first tenant of a unit has three projects, the second two, the third one, and so on.
PROJECTS = (3, 2, 1)
# What a tenant gets: which of its projects, and who stays there.
Row = tuple[int, Stay]


def spread(opened: Sequence[Tenant], population: Population) -> dict[int, list[Row]]:
    """Give every participation to a project of its unit, and nobody to the same project twice."""
    seats = defaultdict(list)
    for number, tenant in enumerate(opened):
        for project in range(_projects(number)):
            seats[tenant.unit_id].append((tenant.pk, project))
    rows: dict[int, list[Row]] = {tenant.pk: [] for tenant in opened}
    taken = set()
    for number, stay in enumerate(population.stays):
        of_unit = seats[stay.unit]
        while (stay.person, seat := of_unit[number % len(of_unit)]) in taken:
            number += 1
        taken.add((stay.person, seat))
        rows[seat[0]].append((seat[1], stay))
    return rows


def _projects(number: int) -> int:
    return PROJECTS[number // len(UNITS) % len(PROJECTS)]


def enter(tenant: Tenant, rows: Sequence[Row], population: Population) -> None:
    """Enter projects by their operation, people and participations in bulk, and one outbox row."""
    with tenancy.inside(tenant):
        wanted = 1 + max((project for project, _stay in rows), default=0)
        projects = [_project(tenant, number) for number in range(wanted)]
        numbers = sorted({stay.person for _project, stay in rows})
        people = {number: _person(population.people[number]) for number in numbers}
        insert_each(list(people.values()))
        entered = [
            (_participation(projects[project], people[stay.person], population, stay), stay)
            for project, stay in rows
        ]
        insert_each([participation for participation, _stay in entered])
        insert_each(
            [
                Outcome(participation=participation, kind=kind, observed_on=day, evidence=evidence)
                for participation, stay in entered
                for kind, day, evidence in stay.outcomes
            ]
        )
        outbox.write(outbox.Topic.TENANT)


def _project(tenant: Tenant, number: int) -> Project:
    project = agreements.enter_project(
        title="Klub Integracji Społecznej",
        edition_no=number + 1,
        fund="FEP",
        rule_set="P2021",
        starts_on=date(2023, 1, 1),
        ends_on=date(2026, 12, 31),
        leader_name=tenant.name,
        total_amount=Decimal("1000000.00"),
        eu_amount=Decimal("850000.00"),
        own_amount=Decimal("150000.00"),
        by=BY,
    )
    promised = [
        targets.TargetEntry(definition_code="PEOPLE_AT_RISK", total=40, women=25, men=15),
        targets.TargetEntry(definition_code="PEOPLE_WITH_DISABILITIES", total=12, women=7, men=5),
        targets.TargetEntry(definition_code="EMPLOYED_AFTER", total=9),
    ]
    targets.set_targets(project=project, entries=promised, by=BY)
    return project


def _person(someone: Someone) -> Person:
    name = {"given_name": someone.given_name, "family_name": someone.family_name}
    return Person(
        **name,
        sort_key=polish.sort_key(someone.family_name),
        search_key=polish.folded(f"{someone.given_name} {someone.family_name}"),
        born_on=someone.born_on,
        sex=someone.sex,
        pesel=someone.pesel,
        pesel_index=sealed.search_index(someone.pesel, kind="pesel"),
        matching_box=someone.box,
        postal_code="83-300",
        place="Kartuzy",
        gmina="2205023",
    )


def _participation(
    project: Project, person: Person, population: Population, stay: Stay
) -> Participation:
    return Participation(
        person=person,
        project=project,
        started_on=stay.started_on,
        age_at_start=stay.age,
        labour_status=stay.labour_status,
        isced=3,
        disability=population.people[stay.person].disability,
        at_risk=stay.at_risk,
        gmina_at_start=person.gmina,
        ended_on=stay.ended_on,
        completed_path=stay.completed_path,
        exit_situation=stay.exit_situation,
    )
