"""What migrations know of the models between two steps leads to the tables that Django would make."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from core import tenancy
from core.tenancy.migrating import StateOfTables


@pytest.mark.slow
def test_the_statements_are_those_of_django_with_every_related_model_made_anew(db):
    with tenancy.acting_as(tenancy.Role.OWNER):
        ours, djangos = statements(StateOfTables), statements(ProjectState)

    assert len(ours) > 1000
    assert ours == djangos


def statements(kind: type[ProjectState]) -> list[str]:
    """Of all migrations from nothing."""
    executor = MigrationExecutor(connection)
    nothing = executor._create_project_state()
    state, told = kind(nothing.models, nothing.real_apps), []
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    for migration, _backwards in plan:
        with connection.schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
            state = migration.apply(state, editor, collect_sql=True)
        told += editor.collected_sql
    return told
