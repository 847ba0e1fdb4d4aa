"""Targets leave a tenant with all their cells, subsets and periods, and follow every change."""

from datetime import date

import pytest

from core import tenancy
from core.ledger.models import Member
from dashboards.metropolis import releasing
from dashboards.metropolis.models import ReleasedProject
from indicators.facts.tasks import publish_tenant
from indicators.programme_targets import queries
from indicators.targets import operations
from tests import make
from tests.make import agreements
from tests.make import targets as made
from tests.make.targets import PEOPLE


@pytest.fixture
def anna(alfa, coordinator) -> Member:
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


@pytest.fixture
def club(alfa, anna):
    with tenancy.inside(alfa):
        project = make.project(by=anna)
        made.targets(of=project, by=anna)
    return project


def published(alfa, project) -> dict:
    """The project's targets as the metropolis reads them."""
    publish_tenant(alfa)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        releasing.renew_totals()
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        return ReleasedProject.objects.get(pk=project.pk).targets


def test_a_card_carries_the_whole_the_subset_and_the_plan_of_a_period(alfa, anna, club):
    with tenancy.inside(alfa):
        made.plan(of=club, by=anna)

    told = published(alfa, club)[PEOPLE]

    assert (told["total"], told["women"], told["men"], told["invented"]) == (220, 150, 70, [])
    rows = {(row["subset"], row["period"]): row for row in told["rows"]}
    assert rows["DISABLED", None]["total"] == 110
    assert rows["", "I półrocze 2026"] == {
        "subset": "",
        "period": "I półrocze 2026",
        "from": "2026-01-01",
        "to": "2026-06-30",
        "total": 50,
        "women": 30,
        "men": 20,
        "invented": [],
    }


def test_a_plan_without_a_contract_target_is_no_contract_target(alfa, anna):
    with tenancy.inside(alfa):
        project = make.project(by=anna)
        made.plan(of=project, by=anna)

    told = published(alfa, project)[PEOPLE]

    assert (told["total"], told["women"], told["invented"]) == (None, None, [])


def test_a_withdrawn_amendment_is_published_as_never_made(alfa, anna, club):
    with tenancy.inside(alfa):
        amendment = agreements.amendment(of=club, by=anna)
        entries = [made.entry(None, None, 260)]
        operations.set_targets(project=club, entries=entries, amendment=amendment, by=anna)
    assert published(alfa, club)[PEOPLE]["total"] == 260

    with tenancy.inside(alfa):
        agreements.withdrawn(amendment, by=anna)

    assert published(alfa, club)[PEOPLE]["total"] == 220


def test_a_unit_without_anything_is_known_to_have_set_nothing(alfa):
    publish_tenant(alfa)

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        (told,) = queries.units()
    assert told.targets == {}


def test_the_units_own_targets_are_published_apart_from_its_projects(alfa, anna, club):
    with tenancy.inside(alfa):
        operations.set_unit_targets(
            entries=[made.entry(None, None, 400)],
            valid_from=date(2026, 1, 1),
            reason="plan roczny",
            on=make.TODAY,
            by=anna,
        )

    publish_tenant(alfa)

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        (told,) = queries.units()
    assert (told.tenant_name, told.unit_code) == ("Gmina Alfa", "2205")
    assert told.targets[PEOPLE]["total"] == 400
