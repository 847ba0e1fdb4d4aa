"""A tenant's role reaches its own schema and the short list of reference tables; nothing else."""

import pytest
from django.db import ProgrammingError, connection, transaction

from core import tenancy

FORBIDDEN = [
    "select * from beta.person",
    "select * from account",
    "select * from tenant",
    "select * from membership",
    "select * from django_session",
    "select * from facts.participation",
    "select * from facts.person",
    "select * from live_total",
    "select * from outgoing_mail",
    "select * from counting_row",
    "update audit_event set verb = 'nothing'",
    "delete from audit_event",
    "update territory_urbanisation_degree set degree = 1",
    "delete from territory_boundary",
    "create table alfa.mine (id integer)",
    "drop table alfa.person",
    "create table public.mine (id integer)",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_a_tenants_role_is_refused(alfa, statement):
    with tenancy.inside(alfa):
        with pytest.raises(ProgrammingError, match="permission denied|must be owner"):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


@pytest.mark.parametrize("table", ["person", "member", "territory_unit", "definition"])
def test_a_tenants_role_reads_its_own_tables_and_the_reference_tables(alfa, table):
    with tenancy.inside(alfa), connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")

        assert cursor.fetchone() is not None
