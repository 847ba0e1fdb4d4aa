"""A database of the first release is brought up to date without losing what counts and when."""

import json

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core import tenancy
from indicators.definitions import files, operations
from indicators.definitions.models import Definition, Version
from tests import make

APP = "definitions"
# In the order of the first release, which had no numbers.
FIRST_SIX = (
    "PEOPLE_AT_RISK",
    "PEOPLE_WITH_DISABILITIES",
    "PATH_COMPLETED",
    "EMPLOYED_AFTER",
    "QUALIFICATION_GAINED",
    "SEEKING_WORK",
)
DEFINITION = """
insert into definition (code, position, kind, name_pl, name_en, short_name_pl, short_name_en, unit,
  counting_unit, adds_over_time, adds_over_units, breakdowns, source, checked_by)
values (%s, %s, %s, 'nazwa', 'name', 'nazwa', 'name', 'osoby', 'participation', 'sum', 'sum',
  '{sex}', 'source', '')"""
VERSION = """
insert into definition_version (id, definition_id, number, effective_from, rule, counts_on,
  window_days)
values (gen_random_uuid(), %s, 1, '2014-01-01', %s, %s, %s)"""


def go_back_to_the_first_release() -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from definition_version; delete from definition")
    MigrationExecutor(connection).migrate([(APP, "0001_first")])
    shipped = {one["code"]: one for one in files.read_standard()}
    with connection.cursor() as cursor:
        for position, code in enumerate(FIRST_SIX):
            one = shipped[code]
            cursor.execute(DEFINITION, [code, position, one["kind"]])
            rule = json.dumps(one["rule"])
            cursor.execute(VERSION, [code, rule, one["counts_on"], one["window_days"]])


def migrate() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([key for key in executor.loader.graph.leaf_nodes() if key[0] == APP])


@pytest.mark.usefixtures("own_database")
def test_what_the_first_release_counted_is_counted_by_its_definition_and_stays():
    with tenancy.acting_as(tenancy.Role.OWNER):
        go_back_to_the_first_release()

        migrate()

        taken = Definition.objects.values_list("code", "number", "counts_on", "window_days")
        assert set(taken) >= {
            ("PEOPLE_AT_RISK", 1, "started_on", None),
            ("EMPLOYED_AFTER", 4, "employment_on", 28),
        }
        versions = dict(Version.objects.values_list("definition_id", "pk"))
        assert sorted(versions) == sorted(FIRST_SIX)
        assert not Version.objects.exclude(status="published").exists()

        operations.load_standard(by=make.BY)

        assert versions.items() <= dict(Version.objects.values_list("definition_id", "pk")).items()
