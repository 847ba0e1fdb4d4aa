"""A unit leaves the matching and joins it again: who may, what remains of it, and what it counts."""

import pytest

from core import tenancy
from core.errors import NotAllowed
from core.ledger.models import OutboxEntry
from core.platform_ledger.models import PlatformAuditEvent
from dashboards.metropolis import releasing
from dashboards.metropolis.models import LiveFreshness
from indicators.facts.models import ParticipationFact, PersonNumber
from indicators.facts.tasks import publish_tenant
from tenants import operations
from tests import make
from tests.indicators.facts import world


@pytest.fixture
def shared(alfa, beta):
    """One person takes part in alfa and in beta, and both are published."""
    for tenant in (alfa, beta):
        with tenancy.inside(tenant):
            world.takes_part(world.person(1), make.project(by=make.BY))
        publish_tenant(tenant)
    return alfa, beta


def _people() -> int:
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        numbers = set(ParticipationFact.objects.values_list("person_no", flat=True))
        assert len(numbers) == PersonNumber.objects.count(), "no pseudonym of nobody is kept"
        return len(numbers)


def _unmatched() -> list[str]:
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        releasing.renew_totals()
        return LiveFreshness.objects.get().unmatched


def test_whoever_leaves_is_published_anew_as_people_nobody_else_knows(shared):
    alfa, beta = shared
    assert _people() == 1

    operations.leave_matching(tenant=alfa, reason="uchwała", by=make.BY)
    # As the worker does that has read the tenant before the change.
    publish_tenant(alfa)

    assert _people() == 2
    assert _unmatched() == ["Alfa"]
    assert world.wrong([alfa, beta]) == {}
    event = PlatformAuditEvent.objects.get(verb="left the matching")
    assert (event.tenant_id, event.reason) == (alfa.pk, "uchwała")


def test_whoever_joins_again_is_one_person_again(shared):
    alfa, beta = shared
    left = operations.leave_matching(tenant=alfa, reason="uchwała", by=make.BY)
    publish_tenant(alfa)

    operations.join_matching(tenant=left, reason="aneks", by=make.BY)
    publish_tenant(alfa)

    assert _people() == 1
    assert _unmatched() == []
    assert world.wrong([alfa, beta]) == {}


def test_nobody_leaves_twice(alfa):
    left = operations.leave_matching(tenant=alfa, reason="uchwała", by=make.BY)

    with pytest.raises(operations.UnmatchedAlready):
        operations.leave_matching(tenant=left, reason="uchwała", by=make.BY)

    with tenancy.inside(alfa):
        assert OutboxEntry.objects.count() == 1


def test_the_administrator_leaves_on_a_page_that_then_offers_to_join(
    alfa, administrator, client_of
):
    page = client_of(administrator, alfa)

    answer = page.post("/dopasowanie/", {"reason": "uchwała"}, follow=True)

    alfa.refresh_from_db()
    assert not alfa.joins_matching
    assert "Przystąp do dopasowania" in answer.content.decode()


@pytest.mark.parametrize("role", ["coordinator", "viewer"])
def test_nobody_else_in_the_unit_decides_that(alfa, acting, role):
    account = make.account("jan@example.org", "Jan Hinc", alfa, role)

    with pytest.raises(NotAllowed):
        operations.leave_matching(tenant=alfa, reason="x", by=acting(account, alfa))
