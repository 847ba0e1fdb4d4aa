"""Two tenants at the same moment, in real transactions: each with a connection and a thread."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections, transaction

from core import tenancy
from core.days import today
from dashboards.metropolis import releasing
from dashboards.metropolis import tasks as metropolis
from indicators.facts import publishing
from indicators.facts.models import Hit, ParticipationFact, PersonNumber
from indicators.facts.tasks import publish_tenant
from projects.agreements.models import Project
from projects.participants.operations import enter_participant
from tenants.models import Tenant
from tests import make
from tests.indicators.facts import world

PEOPLE = 12


def _at_once(works: list[Callable[[], Any]]) -> list[Any]:
    def done(work: Callable[[], Any]) -> Any:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(done, works))


@pytest.fixture
def tenants(own_database: None) -> list[Tenant]:
    return [make.tenant("alfa"), make.tenant("beta")]


def test_whom_two_tenants_enter_and_publish_at_the_same_moment_is_one_person(
    tenants: list[Tenant],
) -> None:
    together = Barrier(len(tenants))

    def work(tenant: Tenant) -> None:
        project = _project_of(tenant)
        for serial in range(PEOPLE):
            together.wait()
            _enter(tenant, project, serial)
            together.wait()
            publish_tenant(tenant)

    _at_once([lambda tenant=tenant: work(tenant) for tenant in tenants])

    assert world.waiting(tenants) == 0
    assert world.wrong(tenants) == {}
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        assert PersonNumber.objects.count() == PEOPLE
        assert ParticipationFact.objects.count() == 2 * PEOPLE
        # As many indicators count each of them, and of each person's two hits one was first.
        firsts = Hit.objects.filter(prior_in_programme=None).count()
        assert firsts * 2 == Hit.objects.count() > 0


def test_two_publishers_of_one_tenant_publish_everything_once(tenants: list[Tenant]) -> None:
    project = _project_of(tenants[0])
    for serial in range(PEOPLE):
        _enter(tenants[0], project, serial)

    _at_once([lambda: publish_tenant(tenants[0])] * 4)

    assert world.waiting(tenants) == 0
    assert world.wrong(tenants) == {}
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        assert ParticipationFact.objects.count() == PEOPLE


def test_totals_counted_while_a_publication_ends_are_known_to_lack_it(
    tenants: list[Tenant],
) -> None:
    """Its publisher dies between the commit and the totals, and somebody else had just counted."""
    for tenant in tenants:
        project = _project_of(tenant)
        for serial in range(6):
            _enter(tenant, project, serial)
    publish_tenant(tenants[0])

    with tenancy.inside(tenants[1], role=tenancy.Role.PUBLISHING), transaction.atomic():
        publishing.publish(tenants[1], on=today())
        _at_once([_count_totals])
    metropolis.renew_stale_totals()

    assert world.wrong(tenants) == {}


def _count_totals() -> None:
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        releasing.renew_totals()


def _project_of(tenant: Tenant) -> Project:
    with tenancy.inside(tenant):
        return make.project(by=make.BY)


def _enter(tenant: Tenant, project: Project, serial: int) -> None:
    with tenancy.inside(tenant):
        enter_participant(
            project=project,
            person=make.person_entry(pesel=world.number(serial)),
            start=make.start_entry(),
            on=make.TODAY,
            by=make.BY,
        )
