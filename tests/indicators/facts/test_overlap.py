"""Kartuzy and powiat kartuski share people, and Gdynia some of them: who counts where, by hand.

    Anna    Kartuzy 2024-11-05, left without work on 2024-12-20
            powiat  2025-02-03, left on 2025-06-30, works on 2025-07-10
            Gdynia  2026-01-12, left on 2026-03-31, works on 2026-04-10
    Bogna   powiat  2024-12-02, not at risk
            Kartuzy 2025-03-03
    Celina  Gdynia  2025-05-05
    Dorota  Kartuzy 2024-12-02 in the first edition, 2025-12-01 in the second

Anna takes part first in Kartuzy in 2024 and has work first in the powiat in 2025; Bogna takes part
first in the powiat in 2024 and is somebody at risk first in Kartuzy in 2025.
"""

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from core import tenancy
from dashboards.metropolis import releasing
from indicators.cells import queries as cells
from indicators.cells.models import Cell
from indicators.facts.models import Repeat, SharedCell
from indicators.facts.tasks import publish_tenant
from projects.agreements.models import Project
from projects.participants.models import Outcome, Participation
from tenants import operations as tenants
from tenants import provisioning
from tenants.models import Tenant
from tests import make
from tests.indicators.facts import recount, world

# Roles are the cluster's: two openings of one name at a time would wait for each other.
pytestmark = pytest.mark.xdist_group("opening")

KARTUZY, POWIAT, GDYNIA = "alfa", "beta", "gamma"
UNIT_OF_BOTH, UNIT_OF_GDYNIA = "2205", "2262"
ANNA, BOGNA, CELINA, DOROTA = range(1, 5)
RISK, WORK = "PEOPLE_AT_RISK", "EMPLOYED_AFTER"

# Participations and people, worked out on paper from the table above.
OF_TENANTS = {
    KARTUZY: {
        (RISK, "ALL"): (4, 3),  # Anna, Bogna, Dorota twice
        (RISK, "2024"): (2, 2),  # Anna, Dorota
        (RISK, "2024Q4"): (2, 2),
        (RISK, "2025"): (2, 2),  # Bogna, Dorota
    },
    POWIAT: {
        (RISK, "ALL"): (1, 1),  # Anna
        (RISK, "2025"): (1, 1),
        (WORK, "ALL"): (1, 1),
        (WORK, "2025"): (1, 1),
        (WORK, "2025Q3"): (1, 1),
    },
    GDYNIA: {
        (RISK, "ALL"): (2, 2),  # Anna, Celina
        (RISK, "2025"): (1, 1),
        (RISK, "2026"): (1, 1),
        (WORK, "ALL"): (1, 1),
        (WORK, "2026"): (1, 1),
    },
}
OF_UNITS = {
    UNIT_OF_BOTH: {
        (RISK, "ALL"): (5, 3),  # Anna twice, Bogna, Dorota twice
        (RISK, "2024"): (2, 2),
        (RISK, "2025"): (3, 3),  # Anna in the powiat, Bogna, Dorota
        (WORK, "ALL"): (1, 1),
        (WORK, "2025"): (1, 1),
    },
    UNIT_OF_GDYNIA: {
        (RISK, "ALL"): (2, 2),
        (RISK, "2025"): (1, 1),
        (RISK, "2026"): (1, 1),
        (WORK, "ALL"): (1, 1),
        (WORK, "2026"): (1, 1),
    },
    # The programme: each person once, wherever they were first.
    "": {
        (RISK, "ALL"): (7, 4),
        (RISK, "2024"): (2, 2),
        (RISK, "2025"): (4, 4),
        (RISK, "2025Q1"): (2, 2),  # Anna, Bogna
        (RISK, "2025Q2"): (1, 1),  # Celina
        (RISK, "2025Q4"): (1, 1),  # Dorota
        (RISK, "2026"): (1, 1),  # Anna
        (WORK, "ALL"): (2, 1),
        (WORK, "2025"): (1, 1),
        (WORK, "2026"): (1, 1),
    },
}


@pytest.fixture
def units(alfa: Tenant, beta: Tenant) -> dict[str, Tenant]:
    """The three tenants with everybody of the table, not published yet."""
    found = {KARTUZY: alfa, POWIAT: beta, GDYNIA: _gdynia()}
    with tenancy.inside(found[KARTUZY]):
        first, second = (make.project(by=make.BY, edition_no=n) for n in (1, 2))
        _takes_part(ANNA, first, "2024-11-05", left_on="2024-12-20")
        _takes_part(BOGNA, second, "2025-03-03")
        dorota = world.person(DOROTA)
        world.takes_part(dorota, first, started_on=date(2024, 12, 2))
        world.takes_part(dorota, second, started_on=date(2025, 12, 1))
    with tenancy.inside(found[POWIAT]):
        project = make.project(by=make.BY)
        _takes_part(ANNA, project, "2025-02-03", left_on="2025-06-30", works_on="2025-07-10")
        _takes_part(BOGNA, project, "2024-12-02", at_risk=False)
    with tenancy.inside(found[GDYNIA]):
        project = make.project(by=make.BY)
        _takes_part(ANNA, project, "2026-01-12", left_on="2026-03-31", works_on="2026-04-10")
        _takes_part(CELINA, project, "2025-05-05")
    return found


def _gdynia() -> Tenant:
    job = tenants.ask_to_open(
        slug=GDYNIA,
        name="Gmina Gdynia",
        short_name="Gdynia",
        kind=Tenant.Kind.CITY,
        unit_code=UNIT_OF_GDYNIA,
        teryt_code="2262011",
        by=make.BY,
    )
    with tenancy.acting_as(tenancy.Role.OWNER):
        provisioning.open_tenant(str(job.pk))
    return make.tenant(GDYNIA)


def _takes_part(
    who: int, project: Project, since: str, *, left_on: str = "", works_on: str = "", **facts: Any
) -> Participation:
    if left_on:
        facts |= {
            "ended_on": date.fromisoformat(left_on),
            "completed_path": True,
            "exit_situation": "OTHER",
        }
    day = date.fromisoformat(since)
    row = world.takes_part(
        world.person(who), project, started_on=day, labour_status="UNEMPLOYED", **facts
    )
    if works_on:
        Outcome.objects.create(
            participation=row, kind="EMPLOYMENT", observed_on=works_on, evidence="CONTRACT"
        )
    return row


@pytest.mark.parametrize("order", [*permutations([KARTUZY, POWIAT, GDYNIA])], ids="-".join)
def test_everybody_counts_once_in_each_scope_and_period_whoever_publishes_first(
    units: dict[str, Tenant], order: tuple[str, ...]
) -> None:
    for name in order:
        publish_tenant(units[name])

    for name, expected in OF_TENANTS.items():
        with tenancy.inside(units[name]):
            told = _told(Cell.objects.filter(project_id=None))
        assert {key: told.get(key) for key in expected} == expected, name
        assert ((RISK, "2026") in told) == ((RISK, "2026") in expected)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        for code, expected in OF_UNITS.items():
            told = _told(SharedCell.objects.filter(unit_code=code, project_id=None))
            assert {key: told.get(key) for key in expected} == expected, code
    assert world.wrong(units.values()) == {}


def _told(found: Any) -> dict[tuple[str, str], tuple[int, int]]:
    """The cells of everybody, by indicator and period."""
    known = {field.name for field in found.model._meta.get_fields()}
    rows = found.filter(**dict.fromkeys(known & set(recount.TRAITS), ""))
    return {
        (row.definition_code, row.period): (row.participations_count, row.people_count)
        for row in rows
    }


def test_the_overlap_is_told_in_numbers(units: dict[str, Tenant]) -> None:
    for tenant in units.values():
        publish_tenant(tenant)

    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        assert _repeats("participations") == {1: 1, 2: 2, 3: 1}, "Celina; Bogna, Dorota; Anna"
        assert _repeats("tenants") == {1: 2, 2: 1, 3: 1}, "Celina, Dorota; Bogna; Anna"
    with tenancy.inside(units[KARTUZY]):
        overlap = cells.overlap()
        assert overlap.by_times == {1: 2, 2: 1}, "Anna, Bogna; Dorota"
        assert (overlap.participations, overlap.people) == (4, 3)
        assert [pair.people for pair in overlap.pairs] == [1], "Dorota, in both editions"
    with tenancy.inside(units[POWIAT]):
        assert cells.overlap().by_times == {1: 2}


def _repeats(of: str) -> dict[int, int]:
    return dict(Repeat.objects.filter(of=of).values_list("times", "people_count"))


def test_whoever_is_taken_out_of_one_project_is_shared_no_longer(units: dict[str, Tenant]) -> None:
    publish_tenant(units[KARTUZY])
    with tenancy.inside(units[KARTUZY]):
        late = Participation.objects.get(started_on=date(2025, 12, 1))
        world.takes_part_no_longer(late)

    publish_tenant(units[KARTUZY])

    with tenancy.inside(units[KARTUZY]):
        assert cells.overlap().by_times == {1: 3}
        assert cells.overlap().pairs == []


def test_a_person_counts_under_the_traits_of_the_first_hit_of_scope_and_period(
    alfa: Tenant, beta: Tenant
) -> None:
    """Kartuzy wrote a disability in March 2025, the powiat a year later that there is none."""
    with tenancy.inside(alfa):
        _takes_part(ANNA, make.project(by=make.BY), "2025-03-10", disability="YES")
    with tenancy.inside(beta):
        _takes_part(ANNA, make.project(by=make.BY), "2026-03-02", disability="NO")
    publish_tenant(beta)
    publish_tenant(alfa)

    assert _by_disability("", "ALL") == {"YES": (1, 1), "OTHER": (1, 0)}
    assert _by_disability("2205", "ALL") == {"YES": (1, 1), "OTHER": (1, 0)}
    assert _by_disability("", "2025") == {"YES": (1, 1)}
    assert _by_disability("", "2026") == {"OTHER": (1, 1)}, "in that year it is the first one"
    assert _own_by_disability(alfa) == {"YES": (1, 1)}
    assert _own_by_disability(beta) == {"NO": (1, 1)}


def test_when_the_first_hit_goes_the_person_counts_under_the_next_ones_traits(
    alfa: Tenant, beta: Tenant
) -> None:
    with tenancy.inside(alfa):
        row = _takes_part(ANNA, make.project(by=make.BY), "2025-03-10", disability="YES")
    with tenancy.inside(beta):
        _takes_part(ANNA, make.project(by=make.BY), "2025-09-01", disability="NO")
    publish_tenant(alfa)
    publish_tenant(beta)
    with tenancy.inside(alfa):
        world.takes_part_no_longer(row)

    publish_tenant(alfa)

    assert _by_disability("", "ALL") == {"OTHER": (1, 1)}
    assert world.wrong([alfa, beta]) == {}


_WORDS = ("YES", "OTHER")


def _by_disability(unit_code: str, period: str) -> dict[str, tuple[int, int]]:
    """People at risk over tenants by disability, as a release counts them."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        told = releasing.counted()
    asked = {word: releasing.Key(unit_code, None, RISK, period, "", word) for word in _WORDS}
    return {word: tuple(told[key]) for word, key in asked.items() if key in told}


def _own_by_disability(tenant: Tenant) -> dict[str, tuple[int, int]]:
    with tenancy.inside(tenant):
        return _parts(Cell.objects.filter(project_id=None, period="ALL"))


def _parts(found: Any) -> dict[str, tuple[int, int]]:
    """The cells of people at risk by disability alone."""
    whole = dict.fromkeys(("sex", "age_band", "labour_status", "education"), "")
    rows = found.filter(definition_code=RISK, **whole).exclude(disability="")
    return {row.disability: (row.participations_count, row.people_count) for row in rows}
