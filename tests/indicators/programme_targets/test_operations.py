"""The programme's targets: set by the metropolitan coordinator, kept in versions, read by all there."""

from datetime import date, timedelta

import pytest

from core import tenancy
from core.errors import NotAllowed, StaleEdit
from core.permissions import MetropolitanRole
from core.platform_ledger.models import PlatformAuditEvent
from indicators.programme_targets import operations, queries
from indicators.programme_targets.models import ProgrammePeriod
from indicators.targets import refusals
from tenants.actors import Steward
from tests import make
from tests.make import agreements, programme_targets
from tests.make import targets as made
from tests.make.targets import DISABLED, PEOPLE

FIRST = date(2026, 1, 1)


def steward(role: MetropolitanRole) -> Steward:
    grants = [{"role": str(role), "project": None}]
    account = make.account(f"{role}@example.org", "Ola Miotk")
    return Steward(account.pk, 1, "Ola Miotk", grants)


@pytest.fixture
def ola(db):
    return steward(MetropolitanRole.METROPOLITAN_COORDINATOR)


def totals(*, on=make.TODAY, period=None):
    found = queries.entries_in(period, on=on)
    return {key[1]: entry.total for key, entry in found.items() if key[0] == PEOPLE}


def test_the_coordinator_sets_them_and_the_metropolis_reads_them(ola):
    programme_targets.targets(by=ola)

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        assert totals() == {"": 5000, DISABLED: 1500}
        assert totals(on=FIRST - timedelta(days=1)) == {}
    recorded = PlatformAuditEvent.objects.get(verb="set targets of the programme")
    assert (recorded.account_id, recorded.fields) == (ola.account_id, [PEOPLE])


def test_an_earlier_value_stays_readable(ola):
    programme_targets.targets(by=ola)
    programme_targets.targets(by=ola, total=5200, valid_from=date(2026, 9, 1))

    assert totals(on=date(2026, 8, 31))[""] == 5000
    assert totals()[""] == 5200
    (change, [step]), _first = queries.history()
    assert (change.source, step.before.total, step.after.total) == (
        "strategia programu",
        5000,
        5200,
    )


def test_what_does_not_add_up_changes_nothing_or_is_to_come_is_refused(ola):
    programme_targets.targets(by=ola)

    with pytest.raises(refusals.CellsDoNotAddUp):
        programme_targets.targets(by=ola, disabled=5001)
    with pytest.raises(refusals.NothingChanged):
        programme_targets.targets(by=ola)
    with pytest.raises(refusals.StillToCome):
        programme_targets.targets(by=ola, total=6000, valid_from=make.TODAY + timedelta(days=1))
    with pytest.raises(refusals.LaterVersionHolds):
        programme_targets.targets(by=ola, total=6000, valid_from=date(2025, 12, 31))


def test_nobody_else_sets_them(db):
    viewer = steward(MetropolitanRole.METROPOLITAN_VIEWER)

    with pytest.raises(NotAllowed):
        programme_targets.targets(by=viewer)


def test_a_plan_of_a_period_stands_beside_and_can_be_taken_back(ola):
    programme_targets.targets(by=ola)
    period = programme_targets.plan(by=ola)

    operations.change_programme_period(
        period=period,
        facts=made.period_entry(name="Wiosna 2026"),
        entries=[made.entry(None, None, 800)],
        source="plan roczny",
        on=make.TODAY,
        by=ola,
    )

    assert totals(period=period) == {"": 800}
    assert totals() == {"": 5000, DISABLED: 1500}
    with pytest.raises(refusals.PeriodNameTaken):
        programme_targets.plan(by=ola, name="Wiosna 2026")
    operations.withdraw_programme_period(period=period, at=agreements.NOW, by=ola)
    assert list(queries.periods()) == []


def test_a_plan_that_was_taken_back_meanwhile_does_not_come_back(ola):
    period = programme_targets.plan(by=ola)
    seen = queries.version_of(period, on=make.TODAY)
    read_before = ProgrammePeriod.objects.get(pk=period.pk)
    operations.withdraw_programme_period(period=period, at=agreements.NOW, by=ola)

    with pytest.raises(StaleEdit):
        operations.change_programme_period(
            period=read_before,
            facts=made.period_entry(),
            entries=[made.entry(None, None, 800)],
            source="plan roczny",
            version=seen,
            on=make.TODAY,
            by=ola,
        )
    with pytest.raises(StaleEdit):
        operations.withdraw_programme_period(period=read_before, at=agreements.NOW, by=ola)
    assert list(queries.periods()) == []
