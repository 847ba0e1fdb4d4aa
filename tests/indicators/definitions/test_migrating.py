"""A database of the first release is brought up to date without losing what counts and when."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core import tenancy

FIRST = [("definitions", "0001_first")]
FIRST_RELEASE = """
insert into definition (code, position, kind, name_pl, name_en, short_name_pl, short_name_en, unit,
  counting_unit, adds_over_time, adds_over_units, breakdowns, source, checked_by)
select code, position, kind, code, code, code, code, 'osoby', 'participation', 'sum', 'sum',
  '{sex}', 'source', ''
from (values ('PEOPLE_AT_RISK', 0, 'output'), ('EMPLOYED_AFTER', 3, 'result')) as old(
  code, position, kind);
insert into definition_version (id, definition_id, number, effective_from, rule, counts_on,
  window_days)
values
  (gen_random_uuid(), 'PEOPLE_AT_RISK', 1, '2014-01-01', '{}', 'started_on', null),
  (gen_random_uuid(), 'EMPLOYED_AFTER', 1, '2014-01-01', '{}', 'ended_on', 20),
  (gen_random_uuid(), 'EMPLOYED_AFTER', 2, '2021-01-01', '{}', 'employment_on', 28)
"""


@pytest.mark.usefixtures("own_database")
def test_what_the_first_release_counted_is_counted_by_its_definition():
    with tenancy.acting_as(tenancy.Role.OWNER):
        with connection.cursor() as cursor:
            cursor.execute("delete from definition_version; delete from definition")
        MigrationExecutor(connection).migrate(FIRST)
        with connection.cursor() as cursor:
            cursor.execute(FIRST_RELEASE)

        executor = MigrationExecutor(connection)
        executor.migrate(
            [key for key in executor.loader.graph.leaf_nodes() if key[0] == FIRST[0][0]]
        )

        with connection.cursor() as cursor:
            cursor.execute("select code, number, counts_on, window_days from definition order by 2")
            assert cursor.fetchall() == [
                ("PEOPLE_AT_RISK", 1, "started_on", None),
                ("EMPLOYED_AFTER", 4, "employment_on", 28),
            ]
            cursor.execute(
                "select count(*), count(published_at) from definition_version"
                " where status = 'published'"
            )
            assert cursor.fetchall() == [(3, 3)]
