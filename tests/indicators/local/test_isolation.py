"""What is local stays local: nothing of it reaches what is published, released or another unit.

The unit below has an indicator that counts everybody in it. Whoever let the publishing worker read
it, gave it a number above zero or let a target or a declared value name it, turns this red.
"""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, ProgrammingError, connection, transaction

from core import tenancy
from core.ledger.models import Member
from core.tenancy import grants
from dashboards.metropolis import releasing
from indicators.declared import refusals as not_declared
from indicators.definitions.models import Definition
from indicators.definitions.vocabulary import Family
from indicators.facts.tasks import publish_tenant
from indicators.local import queries
from indicators.local.models import LocalIndicator, LocalVersion
from indicators.targets import refusals as not_promised
from tests import make
from tests.make import declared, local, targets

TABLES = ("local_indicator", "local_version")
# What carries a definition's number or code outside a unit's schema, and the unit's own cells.
CODED = ("definition_no", "definition_code", "code", "definition_id")
EVERYBODY = {"field": "started_on", "known": True}


@pytest.fixture
def anna(alfa, coordinator) -> Member:
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


def _columns() -> list[tuple[str, str]]:
    """Every table and column of the shared schemas that could name an indicator."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_schema || '.' || table_name, column_name from information_schema.columns"
            " where table_schema in ('public', 'facts', 'alfa') and column_name = any(%s)",
            [list(CODED)],
        )
        return cursor.fetchall()


def _named() -> set[str]:
    """Whatever is named in any of them, as text."""
    found = set()
    for table, column in _columns():
        if table.split(".")[1] in TABLES:
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"select distinct {column}::text from {table}")
            found |= {f"{value}" for (value,) in cursor.fetchall()}
    return found


def _publish_and_release(alfa: Any) -> None:
    publish_tenant(alfa)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        releasing.renew_totals()
        releasing.release_breakdowns()


def test_nothing_that_is_published_or_released_names_it(alfa, anna):
    with tenancy.inside(alfa):
        one = local.published(EVERYBODY, by=anna)
        project = make.project(by=anna)
        for day in range(1, 13):
            make.participation(
                by=anna,
                of=project,
                started_on=date(2026, 3, day),
                pesel=None,
                family_name=f"Ć{day}",
            )
    _publish_and_release(alfa)

    with tenancy.acting_as(tenancy.Role.OWNER):
        named, looked_at = _named(), {table for table, _column in _columns()}

    assert {"facts.hit", "public.live_total", "public.released_cell", "alfa.cell"} <= looked_at
    assert "PEOPLE_AT_RISK" in named, "there is something to find"
    assert not {name for name in named if name.startswith(("-", "LOKALNY"))}
    with tenancy.inside(alfa):
        assert one.code in queries.indicators(on=make.TODAY)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "role", [tenancy.Role.PUBLISHING, tenancy.Role.METROPOLIS, tenancy.Role.WEB]
)
def test_no_other_role_of_the_database_may_read_it(alfa, role, table):
    with tenancy.acting_as(role), pytest.raises(ProgrammingError, match="permission denied"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"select * from alfa.{table}")


@pytest.mark.parametrize("table", TABLES)
def test_no_other_unit_may_read_it(alfa, beta, table):
    with tenancy.inside(beta), pytest.raises(ProgrammingError, match="permission denied"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"select * from alfa.{table}")


def test_only_the_unit_itself_is_granted_anything():
    assert {LocalIndicator, LocalVersion} <= set(grants.tenant_models())
    for model in apps.get_app_config("local").get_models():
        assert grants.declared(model) == {}
    assert "indicators.local" not in settings.SHARED_APPS


def test_a_shared_definition_cannot_have_its_number_nor_it_a_shared_one(alfa, anna):
    with tenancy.inside(alfa):
        one = local.published(by=anna)
        with pytest.raises(IntegrityError, match="below_zero"), transaction.atomic():
            LocalIndicator.objects.filter(pk=one.pk).update(number=7)
        shape = queries.indicators(on=make.TODAY)[one.code].definition
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            shape.save(force_insert=True)

    shape.family = Family.PROGRAMME
    with tenancy.acting_as(tenancy.Role.OWNER):
        with pytest.raises(IntegrityError, match="above_zero"), transaction.atomic():
            shape.save(force_insert=True)
    assert not Definition.objects.filter(pk=one.code).exists()


def test_nothing_that_is_told_to_the_metropolis_may_name_it(alfa, anna):
    with tenancy.inside(alfa):
        one, project = local.published(by=anna), make.project(by=anna)
        with pytest.raises(not_declared.UnknownIndicator):
            declared.declared(of=project, by=anna, definition_code=one.code)
        with pytest.raises(not_promised.UnknownIndicator):
            entries = [targets.entry(None, None, 5, definition_code=one.code)]
            targets.targets(of=project, by=anna, entries=entries)
