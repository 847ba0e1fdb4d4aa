"""The laws of counting, on generated changes of two tenants that share people."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import pesel, tenancy
from core.days import today
from core.ledger.models import OutboxEntry
from dashboards.metropolis import releasing
from dashboards.metropolis.codes import BY_BEGINNING, UNPLACED, Trait
from indicators.cells.models import Cell
from indicators.definitions.models import Definition
from indicators.definitions.queries import published
from indicators.facts import hits, reconciling, unique
from indicators.facts.models import ParticipationFact, SharedCell
from indicators.facts.tasks import publish_tenant
from projects.agreements.models import Project
from projects.participants.models import Outcome, Participation, Person
from projects.participants.operations.entering import new_person
from tenants.models import Tenant
from tests import make
from tests.indicators.facts import recount

EXAMPLES = 25
DAYS = st.integers(0, 500).map(lambda days: date(2024, 11, 1) + timedelta(days=days))


@dataclass(frozen=True)
class Place:
    """A project of a tenant, and the rows of those who may take part in it."""

    tenant: Tenant
    project: Project
    people: tuple[Person, ...]


@pytest.fixture
def places(alfa: Any, beta: Any, coordinator: Any) -> list[Place]:
    """Two projects in each of two tenants of one unit; four people are known to both by PESEL."""
    bob = make.member(beta, "bob@example.org", "Bob Czaja", "coordinator")
    found = []
    for tenant in (alfa, beta):
        with tenancy.inside(tenant):
            by = bob if tenant == beta else make.BY
            projects = [
                make.project(by=by, edition_no=1, rule_set="P2014"),
                make.project(by=by, edition_no=2),
            ]
            people = tuple(_person(serial) for serial in range(5))
        found += [Place(tenant, project, people) for project in projects]
    return found


def _person(serial: int) -> Person:
    """The last one has no PESEL and matches nobody."""
    sex = "F" if serial % 2 else "M"
    number = pesel.make(born_on=date(1885, 2, 28), sex=sex, serial=serial)
    entry = make.person_entry(pesel=None if serial == 4 else number, sex=sex)
    return new_person(entry)


@dataclass(frozen=True)
class Step:
    """Somebody takes part in a place with these traits, or (None) no longer does."""

    place: int
    person: int
    traits: dict[str, Any] | None


TRAITS = st.fixed_dictionaries(
    {
        "started_on": DAYS,
        "age_at_start": st.sampled_from([16, 17, 18, 29, 30, 54, 55]),
        "labour_status": st.sampled_from(["UNEMPLOYED", "INACTIVE", "EMPLOYED"]),
        "isced": st.integers(0, 8),
        "disability": st.sampled_from(["YES", "NO", "REFUSED"]),
        "at_risk": st.booleans(),
        "left_after": st.none() | st.sampled_from([0, 30, 200]),
        "employed_after": st.none() | st.sampled_from([0, 28, 29]),
    }
)
STEPS = st.builds(Step, st.integers(0, 3), st.integers(0, 4), st.none() | TRAITS | TRAITS | TRAITS)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    batches=st.lists(st.lists(STEPS, min_size=1, max_size=6), min_size=1, max_size=3),
    swap=st.booleans(),
    few=st.sampled_from([0, 2, hits.FEW]),
    window=st.tuples(DAYS, DAYS).map(sorted),
)
def test_after_any_changes_published_in_any_order_every_cell_equals_a_plain_count(
    places, batches, swap, few, window, monkeypatch
):
    # Up to so many are judged in Python, and more by a statement: no count tells which it was.
    monkeypatch.setattr(hits, "FEW", few)
    state: dict[tuple[int, int], dict[str, Any]] = {}
    tenants = [places[0].tenant, places[2].tenant]
    try:
        for batch in batches:
            for step in batch:
                _take(places, state, step)
            for tenant in reversed(tenants) if swap else tenants:
                publish_tenant(tenant)
        _agree(places, tenants)
        _any_window_agrees(places, tenants, *window)
        before = _everything(tenants)
        for tenant in tenants:
            with tenancy.inside(tenant):
                OutboxEntry.objects.create(topic=OutboxEntry.Topic.TENANT)
            publish_tenant(tenant)
        assert _everything(tenants) == before
        assert _differences(tenants) == {}
    finally:
        for place, person in list(state):
            _take(places, state, Step(place, person, None))
        for tenant in tenants:
            publish_tenant(tenant)
    assert _everything(tenants) == {}


def _take(places: list[Place], state: dict, step: Step) -> None:
    place, key = places[step.place], (step.place, step.person)
    with tenancy.inside(place.tenant):
        row = Participation.objects.filter(pk=state.pop(key, None)).first()
        if row:
            Outcome.objects.filter(participation=row).delete()
            row.delete()
            OutboxEntry.objects.create(topic="participation", subject_id=row.pk)
        if step.traits is not None:
            state[key] = _entered(place, place.people[step.person], **step.traits)


def _entered(place: Place, person: Person, *, left_after, employed_after, **traits) -> Any:
    ended = None if left_after is None else traits["started_on"] + timedelta(days=left_after)
    row = Participation.objects.create(
        person=person,
        project=place.project,
        gmina_at_start="2205023",
        ended_on=ended,
        completed_path=None if ended is None else True,
        exit_situation="" if ended is None else "OTHER",
        **traits,
    )
    if ended and employed_after is not None:
        day = ended + timedelta(days=employed_after)
        Outcome.objects.create(
            participation=row, kind="EMPLOYMENT", observed_on=day, evidence="CONTRACT"
        )
    OutboxEntry.objects.create(topic="participation", subject_id=row.pk)
    return row.pk


def _agree(places: list[Place], tenants: list[Tenant]) -> None:
    found = list(recount.hits(_facts(places), published(on=today())))
    for tenant in tenants:
        expected = recount.cells(
            (hit for hit in found if hit.tenant == tenant.pk),
            lambda hit: [(hit.project,), (None,)],
        )
        assert _own_cells(tenant) == expected
    expected = recount.cells(
        found,
        lambda hit: [("", None), (hit.unit, None), (hit.unit, hit.project)],
        finest=lambda key: (
            (key.scope[1] is None or key.period == "ALL") and not any(key.traits[1:])
        ),
    )
    assert _shared_cells() == expected
    assert _told_by_who() == _by_who(found)
    assert _told_by_beginning() == _by_beginning(found)


def _any_window_agrees(
    places: list[Place], tenants: list[Tenant], since: date, until: date
) -> None:
    found = list(recount.hits(_facts(places), published(on=today())))
    codes = {hit.code for hit in found} | {"PEOPLE_AT_RISK"}
    for asked in (tenants, tenants[:1], tenants[1:]):
        ids = {tenant.pk for tenant in asked}
        with tenancy.acting_as(tenancy.Role.PUBLISHING):
            told = unique.counts(codes, tenant_ids=ids, since=since, until=until, on=today())
        people = defaultdict(list)
        for hit in found:
            if hit.tenant in ids and since <= hit.day <= until:
                people[hit.code].append(hit.person)
        expected = {code: (len(people[code]), len(set(people[code]))) for code in codes}
        assert {code: (c.participations, c.people) for code, c in told.items()} == expected


def _facts(places: list[Place]) -> Iterator[dict[str, Any]]:
    """Facts as they stand, each person known by their PESEL or by nothing but their own row."""
    names: dict[Any, Any] = {}
    for place in places:
        with tenancy.inside(place.tenant):
            for row in Participation.objects.select_related("person"):
                names[row.pk] = row.person.pesel or row.person_id
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        for fact in list(ParticipationFact.objects.values()):
            yield {**fact, "person": names.pop(fact["participation_id"])}
    assert not names, "everybody who takes part is a fact"


def _everything(tenants: list[Tenant]) -> dict[Any, Any]:
    told: dict[Any, Any] = {("shared", key): value for key, value in _shared_cells().items()}
    for tenant in tenants:
        told |= {(tenant.pk, key): value for key, value in _own_cells(tenant).items()}
    return told


def _own_cells(tenant: Tenant) -> dict[recount.Key, tuple[int, int]]:
    with tenancy.inside(tenant):
        return {
            recount.Key((c.project_id,), *_rest(c)): (c.participations_count, c.people_count)
            for c in Cell.objects.all()
        }


def _shared_cells() -> dict[recount.Key, tuple[int, int]]:
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        return {
            recount.Key((c.unit_code, c.project_id), *_rest(c)): (
                c.participations_count,
                c.people_count,
            )
            for c in SharedCell.objects.all()
        }


def _rest(cell: Cell | SharedCell) -> tuple[str, str, tuple[str, ...]]:
    """Shared cells know no trait but sex."""
    return cell.definition_code, cell.period, tuple(getattr(cell, t, "") for t in recount.TRAITS)


def _by_who(found: list[recount.Counted]) -> dict[recount.Key, tuple[int, int]]:
    """By who they are: what a day's release may tell, counted plainly."""
    told = {d.code: d for d in Definition.objects.filter(family="PROGRAMME").exclude(counts_on="")}
    allowed = {(code, trait) for code, one in told.items() for trait in one.breakdowns}
    return recount.cells(
        (replace(hit, traits=_yes_or_other(hit)) for hit in found if hit.code in told),
        lambda hit: [("",), (hit.unit,)],
        finest=lambda key: (
            any(key.traits)
            and len(key.period) <= (3 if key.scope[0] else 4)
            and {(key.code, trait) for trait in _named(key)} <= allowed
            and _is_coarse(key)
        ),
    )


def _is_coarse(key: recount.Key) -> bool:
    """Disability is crossed with sex everywhere, another trait for the programme from the start."""
    others = any(key.traits[2:])
    return not (key.traits[0] and others) or (not key.scope[0] and key.period == "ALL")


def _named(key: recount.Key) -> list[str]:
    return [name for name, value in zip(recount.TRAITS, key.traits, strict=True) if value]


def _yes_or_other(hit: recount.Counted) -> tuple[str, ...]:
    sex, disability, *rest = hit.traits
    return (sex, "YES" if disability == "YES" else "OTHER", *rest)


def _told_by_who() -> dict[recount.Key, tuple[int, int]]:
    """Of people; by the funds, gmina and year of beginning it is told of projects, places and cohorts."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        return {
            recount.Key((key.unit_code,), key.definition_code, key.period, _traits(key)): tuple(
                counts
            )
            for key, counts in releasing.counted().items()
            if (key.sex or key.disability or key.trait)
            and key.trait not in (Trait.PERSPECTIVE, Trait.GMINA, Trait.BEGAN)
        }


def _told_by_beginning() -> dict[tuple[str, str, str], tuple[int, int]]:
    """Of the programme and of units by the year in which people began."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        return {
            (key.unit_code, key.definition_code, key.value): tuple(counts)
            for key, counts in releasing.counted().items()
            if key.trait == Trait.BEGAN
        }


def _by_beginning(found: list[recount.Counted]) -> dict[tuple[str, str, str], tuple[int, int]]:
    """The same counted plainly: each person once, in the year of what counted first in that place."""
    counted: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    of_person: dict[Any, list[recount.Counted]] = defaultdict(list)
    for hit in found:
        if hit.code in BY_BEGINNING:
            for place in ("", hit.unit or UNPLACED):
                counted[place, hit.code, str(hit.started_on.year)][0] += 1
                of_person[place, hit.code, hit.person].append(hit)
    for (place, code, _person), own in of_person.items():
        first = min(own, key=lambda hit: (hit.day, hit.started_on, hit.participation.bytes))
        counted[place, code, str(first.started_on.year)][1] += 1
    return {key: (hits, people) for key, (hits, people) in counted.items()}


def _traits(key: releasing.Key) -> tuple[str, ...]:
    known = {"sex": key.sex, "disability": key.disability, key.trait: key.value}
    return tuple(known.get(name, "") for name in recount.TRAITS)


def _differences(tenants: list[Tenant]) -> dict[str, int]:
    found: dict[str, int] = {}
    for tenant in tenants:
        with tenancy.inside(tenant, role=tenancy.Role.PUBLISHING):
            found |= reconciling.differences(tenant, on=today())
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        return found | reconciling.shared_differences()
