"""Migrations: run for real once, in a template schema, and replayed as plain SQL in every tenant.

The template's run is recorded statement by statement in `tenant_migration`. Opening a tenant
replays all of it, bringing one up to date replays what it lacks; both are one transaction.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from psycopg import sql

from core.tenancy import connection, grants

TEMPLATE = "tenant_template"
LEDGER = "django_migrations"
# The search path is looked at and set where Django asks for a table's constraints.
BOOKKEEPING = (
    "SELECT",
    "SET ROLE",
    "SHOW",
    "SET SEARCH_PATH",
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK",
)
Key = tuple[str, str]


class Recording:
    """Catches the statements of one migration that change the schema."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def __call__(self, execute: Any, statement: Any, params: Any, many: bool, context: Any) -> Any:
        text = statement.as_string(None) if isinstance(statement, sql.Composable) else statement
        if not text.lstrip().upper().startswith(BOOKKEEPING) and LEDGER not in text:
            if params:
                raise TypeError(f"A tenant migration may not bind parameters: {text[:80]}")
            self.statements.append(text)
        return execute(statement, params, many, context)


class StateOfTables(ProjectState):
    """What Django remembers of the models between migrations, without making the neighbours anew.

    Whatever is added to a model has Django make every model anew that is related to it, or to one of
    those: of ours nearly all, at each step. For a table its own model is enough. A migration that asks
    models for rows has all of them made anew first: that is what `is_delayed` tells Django.
    """

    _adding = False

    def add_model(self, *told: Any, **named: Any) -> None:
        self._add(super().add_model, *told, **named)

    def add_field(self, *told: Any, **named: Any) -> None:
        self._add(super().add_field, *told, **named)

    def _append_option(self, *told: Any) -> None:
        self._add(super()._append_option, *told)  # type: ignore[misc]

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        if self._adding and "apps" in self.__dict__:
            self.is_delayed = True
            self._reload({(app_label, model_name)})  # type: ignore[attr-defined]
        else:
            super().reload_model(app_label, model_name, delay)

    def _add(self, add: Callable[..., None], *told: Any, **named: Any) -> None:
        self._adding = True
        try:
            add(*told, **named)
        finally:
            self._adding = False


def migrate_shared() -> int:
    """Bring the shared schema up to date; return how many migrations ran."""
    connection.set_schema_to_public()
    return _run(settings.SHARED_APPS)


def migrate_template() -> int:
    """Run new tenant migrations in the template and keep their statements."""
    connection.set_schema_to_public()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS public.tenant_migration ("
            " position integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, app text NOT NULL,"
            " name text NOT NULL, statements jsonb NOT NULL, UNIQUE (app, name))"
        )
        cursor.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(TEMPLATE)))
    connection.set_schema(TEMPLATE)
    try:
        return _run(settings.TENANT_APPS, keep=_keep)
    finally:
        connection.set_schema_to_public()


def _run(app_names: list[str], keep: Callable[[Key, list[str]], None] | None = None) -> int:
    executor = MigrationExecutor(connection)
    executor.recorder.ensure_schema()
    labels = {config.label for config in apps.get_app_configs() if config.name in app_names}
    targets = [key for key in executor.loader.graph.leaf_nodes() if key[0] in labels]
    plan = executor.migration_plan(targets)
    known = executor._create_project_state(  # type: ignore[attr-defined]
        with_applied_migrations=True
    )
    state: ProjectState = StateOfTables(known.models, known.real_apps)
    for migration, _backwards in plan:
        key = (migration.app_label, migration.name)
        if keep is None:
            state = executor.apply_migration(state, migration)
            continue
        # One transaction, so that a crash leaves neither tables without statements nor the reverse.
        with transaction.atomic():
            recording = Recording()
            with connection.execute_wrapper(recording):
                state = executor.apply_migration(state, migration)
            keep(key, recording.statements)
    return len(plan)


def _keep(key: Key, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO public.tenant_migration (app, name, statements) VALUES (%s, %s, %s)",
            [*key, json.dumps(statements)],
        )


def recorded() -> list[tuple[Key, list[str]]]:
    """Every tenant migration with its statements, in the order in which they ran."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT app, name, statements FROM public.tenant_migration ORDER BY position"
        )
        return [
            ((app, name), json.loads(kept) if isinstance(kept, str) else kept)
            for app, name, kept in cursor.fetchall()
        ]


def make_schema(schema_name: str) -> None:
    """Create one tenant's schema and replay in it what the template has; safe to repeat."""
    with transaction.atomic(), connection.cursor() as cursor:
        if not has_schema(schema_name):
            cursor.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema_name)))
            replay(schema_name, [])
        migrate_tenants([schema_name])


def has_schema(schema_name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema_name])
        return cursor.fetchone() is not None


def replay(schema_name: str, migrations: list[tuple[Key, list[str]]]) -> None:
    with _path_to(schema_name) as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS django_migrations (id bigint GENERATED BY DEFAULT AS"
            " IDENTITY PRIMARY KEY, app varchar(255) NOT NULL, name varchar(255) NOT NULL,"
            " applied timestamptz NOT NULL)"
        )
        for key, statements in migrations:
            for statement in statements:
                cursor.execute(statement)
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())", key
            )


@contextmanager
def _path_to(schema_name: str) -> Iterator[Any]:
    # Plain psycopg: the statements are whole and must not be read as format strings.
    connection.ensure_connection()
    link = connection.connection
    before = link.execute("SHOW search_path").fetchone()[0]
    with link.cursor() as cursor:
        cursor.execute(
            sql.SQL("SET LOCAL search_path = {}, public").format(sql.Identifier(schema_name))
        )
        yield cursor
        cursor.execute("SET LOCAL search_path = " + before)


def migrate_tenants(schema_names: list[str]) -> list[str]:
    """Replay in each schema what it lacks; return the schemas that were behind."""
    everything = recorded()
    behind = []
    for schema_name in schema_names:
        with connection.cursor() as cursor:
            cursor.execute(
                sql.SQL("SELECT app, name FROM {}").format(
                    sql.Identifier(schema_name, "django_migrations")
                )
            )
            has = set(cursor.fetchall())
        missing = [(key, statements) for key, statements in everything if key not in has]
        with transaction.atomic():
            if missing:
                replay(schema_name, missing)
                behind.append(schema_name)
            # Rights may have changed where tables did not.
            grants.apply_tenant(schema_name)
    return behind
