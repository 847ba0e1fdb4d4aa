"""Reconciling: any damage to what is published is found by its kind and repaired; health is zero."""

import json
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import tenancy
from core.ledger.models import OutboxEntry
from core.platform_ledger.models import OutgoingMail
from dashboards.metropolis import reconciling as live_totals
from dashboards.metropolis import releasing
from dashboards.metropolis.models import ReleasedProject
from indicators.facts import tasks
from indicators.facts.models import Reconciliation
from projects.participants.models import Participation
from projects.support.models import SupportGiven
from tenants.models import Tenant
from tests import make
from tests.indicators.facts import world
from tests.make import declared, periods, public, support

# What to break, under the publishing role, inside of alfa; where and as what it must be found.
ALFA, FACTS, TOLD = "alfa", "facts", "live totals"
DAMAGES = {
    "a fact with another status": (
        "update facts.participation set labour_status = 'EMPLOYED' where tenant_id = %(alfa)s",
        (ALFA, "facts"),
    ),
    "a fact that is gone": (
        "delete from facts.participation where tenant_id = %(alfa)s",
        (ALFA, "facts"),
    ),
    "a fact of nobody": (
        """insert into facts.participation (tenant_id, unit_code, participation_id, project_id,
             person_no, rule_set, started_on, sex, age, labour_status, long_term_unemployed,
             disability, at_risk, gmina)
           select tenant_id, unit_code, gen_random_uuid(), project_id, person_no, rule_set,
             started_on, sex, age, labour_status, long_term_unemployed, disability, at_risk, gmina
           from facts.participation where tenant_id = %(alfa)s limit 1""",
        (ALFA, "facts"),
    ),
    "a fact of a tenant that is none": (
        "update facts.participation set tenant_id = 9999 where tenant_id = %(alfa)s",
        (FACTS, "orphans"),
    ),
    "a hit that is gone": (
        "delete from facts.hit where definition_no = (select min(definition_no) from facts.hit)",
        (ALFA, "hits"),
    ),
    "a hit on another day": (
        """update facts.hit set counted_on = counted_on + 1
           where definition_no = (select min(definition_no) from facts.hit)""",
        (ALFA, "hits"),
    ),
    "a hit too many": (
        """insert into facts.hit (participation_id, definition_no, counted_on)
           select id, 999, started_on from facts.participation where tenant_id = %(alfa)s""",
        (ALFA, "hits"),
    ),
    "a hit without a fact": (
        "insert into facts.hit (participation_id, definition_no, counted_on) values (-1, 1, now())",
        (FACTS, "orphans"),
    ),
    "a prior day": (
        "update facts.hit set prior_in_programme = '2020-01-01'",
        (FACTS, "order"),
    ),
    "an own cell": ("update cell_by_sex set people_count = people_count + 1", (ALFA, "cells")),
    "an own cell that is gone": ("delete from cell_by_sex where period = 'ALL'", (ALFA, "cells")),
    "a shared cell": (
        "update facts.cell_by_sex set participations_count = participations_count + 1",
        (FACTS, "shared_cells"),
    ),
    "a repeat": ("update facts.repeat set people_count = 7", (FACTS, "repeats")),
    "a person's count": ("update facts.person set tenants_count = 9", (FACTS, "people")),
    "hours of support": (
        "update facts.support set given_hours = given_hours + 1",
        (ALFA, "support"),
    ),
    "hours of nobody": (
        """insert into facts.support (participation_id, area, month_on)
           values (-1, 'SOCIAL', '2026-01-01')""",
        (FACTS, "orphans"),
    ),
    "a pseudonym of nobody": (
        "insert into facts.person (pseudonym) values ('\\x00')",
        (FACTS, "orphans"),
    ),
    "people of two projects": (
        "update cell_shared set people_count = people_count + 1",
        (ALFA, "overlap"),
    ),
    "people who come back": ("delete from cell_repeat", (ALFA, "overlap")),
    "a card": ("update facts.project_card set title = 'other'", (ALFA, "cards")),
    "candidates on a card": (
        """update facts.project_card set recruitment = '{"applied": {"candidates": 3}}'""",
        (ALFA, "cards"),
    ),
    "a declared value": (
        "update facts.declared set total_count = total_count + 1",
        (ALFA, "declared"),
    ),
    "a declared value that is gone": ("delete from facts.declared", (ALFA, "declared")),
    "a declared value of a tenant that is none": (
        "update facts.declared set tenant_id = 9999",
        (FACTS, "orphans"),
    ),
    "a card that is gone": ("delete from facts.project_card", (ALFA, "cards")),
    "targets of a unit": (
        """update unit_targets set targets = '{"PEOPLE_AT_RISK": {"total": 7}}'""",
        (ALFA, "unit_targets"),
    ),
    "targets of a unit that are gone": ("delete from unit_targets", (ALFA, "unit_targets")),
    "targets of a unit that is none": (
        "update unit_targets set tenant_id = 9999 where tenant_id = %(alfa)s",
        (FACTS, "orphans"),
    ),
    "until when a project is closed": (
        "update period_standing set closed_until = '2030-12-31'",
        (ALFA, "standing"),
    ),
    "a project without its standing": (
        "delete from period_standing where tenant_id = %(alfa)s",
        (ALFA, "standing"),
    ),
    "the standing of a tenant that is none": (
        "update period_standing set tenant_id = 9999",
        (FACTS, "orphans"),
    ),
    "a live total": (
        "update live_total set people_count = coalesce(people_count, 0) + 1",
        (TOLD, "live_total"),
    ),
    "a live total that is gone": (
        """delete from live_total where definition_code = 'PEOPLE_AT_RISK'""",
        (TOLD, "live_total"),
    ),
    "a live total of no indicator": (
        """insert into live_total (definition_code, participations_count, people_count, as_of)
           select 'NONE', 7, 7, max(as_of) from live_total""",
        (TOLD, "live_total"),
    ),
    "a project as the metropolis is told of it": (
        "update released_project set eu_amount = eu_amount + 1",
        (TOLD, "released_project"),
    ),
    "a public page nobody agreed to": (
        """insert into open_page (project_id, tenant_id, partners, given_at)
           select gen_random_uuid(), %(alfa)s, '[]', now()""",
        (ALFA, "open_page"),
    ),
    "a public page that is gone": ("delete from open_page", (ALFA, "open_page")),
    "partners on a public page": (
        """update open_page set partners = '[{"name": "other", "kind": "NGO"}]'""",
        (ALFA, "open_page"),
    ),
    "a public page of no tenant": ("update open_page set tenant_id = 9999", (FACTS, "orphans")),
    "a unit's sum": ("update live_unit set projects_count = 9", (TOLD, "live_unit")),
}


@pytest.fixture
def tenants(alfa: Any, beta: Any) -> list[Tenant]:
    """One person takes part in both, in alfa twice and with support; everything is published."""
    for tenant in (alfa, beta):
        with tenancy.inside(tenant):
            who = world.person(1)
            for edition_no in (1, 2):
                project = make.project(by=make.BY, edition_no=edition_no)
                row = world.takes_part(who, project, disability="YES")
            _is_supported(row)
            declared.declared(of=project, by=make.BY)
            periods.period(of=project, by=make.BY)
            public.agreed(of=project, by=make.BY)
    tasks.sweep.run()
    return [alfa, beta]


def _is_supported(row: Participation) -> None:
    service = support.benefit(of=row.project, by=make.BY, unit="HOUR")
    SupportGiven.objects.create(
        participation=row, service=service, given_on=make.TODAY, quantity=Decimal(3)
    )
    OutboxEntry.objects.create(topic="participation", subject_id=row.pk)


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_found_by_its_kind_and_repaired(tenants: list[Tenant], name: str) -> None:
    statement, (place, kind) = DAMAGES[name]
    _break(tenants[0], statement)

    found = _reconcile()
    told = _reconcile("--repair")

    assert kind in found["by_place"][place], found
    assert found["differences"] > 0
    assert told["differences"] == 0
    assert told["repaired"] == found["by_place"]
    assert world.wrong(tenants) == {}


def test_what_is_well_differs_in_nothing(tenants: list[Tenant]) -> None:
    assert _reconcile()["differences"] == 0
    assert _reconcile("--tenant", "beta")["by_place"] == {}
    assert world.wrong(tenants) == {}


def test_what_the_days_release_told_of_projects_is_no_difference_and_outlives_a_repair(
    tenants: list[Tenant],
) -> None:
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        releasing.release_breakdowns()
        told = list(ReleasedProject.objects.order_by("pk").values_list("recruitment", flat=True))
    assert None not in told

    assert _reconcile()["differences"] == 0
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        live_totals.from_nothing()
        kept = list(ReleasedProject.objects.order_by("pk").values_list("recruitment", flat=True))
    assert kept == told


def test_nobody_publishes_while_live_totals_are_compared(tenants: list[Tenant]) -> None:
    """What came between a look whether they are stale and the count from nothing would differ."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING), CaptureQueriesContext(connection) as asked:
        assert live_totals.differences() == {}

    said = [each["sql"] for each in asked]
    locks = [sql for sql in said if "pg_advisory_xact_lock" in sql]
    # First publishing's, then that of the totals, as whoever publishes takes them.
    assert ["hashtext('publishing')" in lock for lock in locks[:2]] == [True, False]
    stale = next(number for number, sql in enumerate(said) if "published_at" in sql)
    assert said.index(locks[1]) < stale


def test_what_waits_in_an_outbox_is_late_and_not_wrong(tenants: list[Tenant]) -> None:
    with tenancy.inside(tenants[0]):
        world.takes_part_no_longer(Participation.objects.first())

    assert _reconcile()["differences"] == 0


def test_the_command_says_where_and_what_and_ends_with_one(tenants: list[Tenant]) -> None:
    _break(tenants[0], "delete from cell_by_sex")
    out = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("reconcile", tenant="alfa", stdout=out)

    assert ended.value.code == 1
    assert "alfa: cells " in out.getvalue()
    assert out.getvalue().strip().split("\n")[-1].startswith("differences: ")


def test_an_unknown_tenant_is_refused_by_name(tenants: list[Tenant]) -> None:
    with pytest.raises(CommandError, match="gamma"):
        call_command("reconcile", tenant="gamma")


def test_one_tenants_trouble_does_not_stop_the_next_and_is_no_health(
    tenants: list[Tenant], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alfa has no tables any more, as after an upgrade that broke; beta is wrong."""
    with tenancy.inside(tenants[0], role=tenancy.Role.OWNER), connection.cursor() as cursor:
        cursor.execute("alter table cell_by_sex rename to cells")
    _break(tenants[1], "delete from cell_by_sex")

    found = _reconcile()

    assert found["troubles"] == {"alfa": "ProgrammingError"}
    assert list(found["by_place"]) == ["beta"]


@pytest.fixture
def olga(metropolis: Any) -> Any:
    return make.account("olga@example.org", "Olga Reszka", metropolis, "operator")


def test_a_quiet_night_leaves_a_row_and_no_letter(tenants, olga, metropolis, client_of) -> None:
    tasks.reconcile.run()
    tasks.tell_operators.run()

    row = Reconciliation.objects.get()
    assert (row.rows_count, row.differences, row.troubles) == (0, {}, {})
    assert not OutgoingMail.objects.exists()
    page = client_of(olga, metropolis).get("/uzgodnienia/").content.decode()
    assert "Opublikowane liczby zgadzają się z tabelami" in page


def test_a_night_that_finds_something_alarms_the_log_the_page_and_the_operators_once(
    tenants, olga, metropolis, client_of, caplog
) -> None:
    _break(tenants[0], "delete from cell_by_sex where period = 'ALL'")

    tasks.reconcile.run()
    tasks.tell_operators.run()
    tasks.tell_operators.run()

    row = Reconciliation.objects.get()
    assert row.differences["alfa"]["cells"] == row.rows_count > 0
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "alfa" in caplog.text
    letter = OutgoingMail.objects.get()
    assert letter.to == "olga@example.org"
    assert str(row.rows_count) in letter.text
    page = client_of(olga, metropolis).get("/uzgodnienia/").content.decode()
    assert "alfa: " in page
    assert "reconcile --repair" in page


def test_only_the_operator_sees_the_reconciliations(metropolis, client_of) -> None:
    coordinator = make.account(
        "ola@example.org", "Ola Miotk", metropolis, "metropolitan_coordinator"
    )

    assert client_of(coordinator, metropolis).get("/uzgodnienia/").status_code == 403


def _break(tenant: Tenant, statement: str) -> None:
    """Past all operations, as a hand in the database would."""
    with tenancy.inside(tenant, role=tenancy.Role.PUBLISHING), connection.cursor() as cursor:
        cursor.execute(statement.replace("%(alfa)s", str(tenant.pk)))
        assert cursor.rowcount > 0, "there is something to break"


def _reconcile(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    try:
        call_command("reconcile", "--json", *arguments, stdout=out)
        code = 0
    except SystemExit as ended:
        code = ended.code
    told = json.loads(out.getvalue())
    assert code == bool(told["differences"] or told["troubles"])
    return told
