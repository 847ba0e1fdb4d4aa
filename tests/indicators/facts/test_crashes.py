"""Publishing that dies at any of its statements: what was asked for is done afterwards, and once."""

from django.db import connection

from core import tenancy
from dashboards.metropolis import tasks as metropolis
from indicators.facts import tasks
from projects.agreements.models import Project
from projects.participants.models import Participation, Person
from tenants.models import Tenant
from tests import make
from tests.indicators.facts import world

FEWEST_STATEMENTS, MOST_STATEMENTS = 25, 200


def test_whichever_statement_it_dies_at_the_next_sweep_leaves_nothing_lost_and_nothing_double(
    own_database: None,
) -> None:
    tenants = [make.tenant("alfa"), make.tenant("beta")]
    _somebody_takes_part_in_both(tenants)
    tasks.sweep()

    fatal, survived = 0, False
    while not survived:
        fatal += 1
        assert fatal < MOST_STATEMENTS
        _come_or_go(tenants[0])
        survived = _publish(tenants[0], fatal)
        tasks.sweep()
        metropolis.renew_stale_totals()

        assert world.waiting(tenants) == 0
        assert world.wrong(tenants) == {}, f"after dying instead of statement {fatal}"

    assert fatal > FEWEST_STATEMENTS


def _somebody_takes_part_in_both(tenants: list[Tenant]) -> None:
    for tenant in tenants:
        with tenancy.inside(tenant):
            who = world.person(1)
            for edition_no in (1, 2):
                project = make.project(by=make.BY, edition_no=edition_no)
            world.takes_part(who, project)


def _come_or_go(tenant: Tenant) -> None:
    """A person known to both tenants joins another edition, or leaves it without a trace."""
    with tenancy.inside(tenant):
        who = Person.objects.get()
        rows = list(Participation.objects.filter(project__edition_no=1))
        for row in rows:
            world.takes_part_no_longer(row)
        if not rows:
            earlier = Project.objects.get(edition_no=1)
            world.takes_part(who, earlier, disability="YES")


def _publish(tenant: Tenant, fatal: int) -> bool:
    """Publish and tell, unless there is such a statement; whether it came to the end."""
    with connection.execute_wrapper(world.DiesBefore(fatal)):
        try:
            tasks.publish_tenant(tenant)
        except world.Killed:
            connection.close()
            return False
    return True
