"""The ground rules that a machine can check: the shelf, tenancy's door, migrations, no stray clocks."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython

from core import tenancy

ROOT = Path(__file__).resolve().parents[2]
OURS = ("platform", "tenants", "projects", "indicators", "dashboards")
SOURCES = [path for folder in OURS for path in (ROOT / folder).rglob("*.py")]
DOOR = Path("platform") / "core" / "tenancy"
SWITCHES = {"set_tenant", "set_schema", "set_schema_to_public", "schema_context", "tenant_context"}


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    """Every module of ours, read and parsed once, by its path in the repository."""
    return {path.relative_to(ROOT): ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}


def _calls(tree: ast.Module) -> set[str]:
    """The names of all that a module calls."""
    return {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }


def test_platform_is_a_shelf_and_not_a_package():
    assert not (ROOT / "platform" / "__init__.py").exists()


def test_only_the_door_switches_tenants(trees):
    elsewhere = {path: tree for path, tree in trees.items() if DOOR not in path.parents}

    assert len(elsewhere) > 1000
    assert {str(path) for path, tree in elsewhere.items() if _calls(tree) & SWITCHES} == set()


def test_whoever_switches_tenants_would_be_found(trees):
    assert any(_calls(tree) & SWITCHES for path, tree in trees.items() if DOOR in path.parents)


def test_every_module_begins_with_its_sentence(trees):
    modules = {path: tree for path, tree in trees.items() if "migrations" not in path.parts}

    assert len(modules) > 1000
    assert {str(path) for path, tree in modules.items() if not ast.get_docstring(tree)} == set()


def test_no_migration_is_missing(db):
    with tenancy.acting_as(tenancy.Role.OWNER):
        call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_tenants_migrate_by_sql_alone():
    labels = {c.label for c in apps.get_app_configs() if c.name in settings.TENANT_APPS}
    loader = MigrationLoader(None, ignore_no_migrations=True)
    ours = [m for key, m in loader.disk_migrations.items() if key[0] in labels]

    assert len(ours) >= 5
    assert not [m for m in ours for o in m.operations if isinstance(o, RunPython)]


def test_a_replayed_schema_equals_the_migrated_one(alfa):
    """Columns, types, defaults, indexes, constraints and views, as PostgreSQL itself tells them."""
    told = """
      select 'column', table_name || '.' || column_name, data_type || is_nullable
        || coalesce(is_identity, '') from information_schema.columns where table_schema = %s
      union all select 'constraint', conrelid::regclass::text || '.' || conname,
        pg_get_constraintdef(oid) from pg_constraint
        where connamespace = (select oid from pg_namespace where nspname = %s)
      union all select 'index', indexname, regexp_replace(indexdef, ' ON [a-z_]+\\.', ' ON ')
        from pg_indexes where schemaname = %s
      union all select 'view', viewname, definition from pg_views where schemaname = %s"""

    def whole(schema: str) -> set[tuple[str, ...]]:
        with connection.cursor() as cursor:
            cursor.execute("reset role")
            cursor.execute(told, [schema] * 4)
            return {
                tuple(str(part).replace(f"{schema}.", "") for part in row)
                for row in cursor.fetchall()
            }

    migrated, replayed = whole("tenant_template"), whole("alfa")

    assert len(migrated) > 100
    assert migrated == replayed
