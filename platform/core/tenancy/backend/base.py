"""Sets role and search path together, in one round trip, and never swallows a failure."""

from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql.introspection import TableInfo
from django_tenants.postgresql_backend import base as tenants_base
from django_tenants.postgresql_backend.introspection import DatabaseSchemaIntrospection
from django_tenants.utils import quote_schema_name


class Introspection(DatabaseSchemaIntrospection):
    """Lists the tables of one schema by the catalogue's index instead of scanning every relation."""

    def get_table_list(self, cursor: Any) -> list[TableInfo]:
        cursor.execute(
            "SELECT relname, CASE WHEN relispartition THEN 'p'"
            " WHEN relkind IN ('m', 'v') THEN 'v' ELSE 't' END, obj_description(oid, 'pg_class')"
            " FROM pg_catalog.pg_class WHERE relkind IN ('f', 'm', 'p', 'r', 'v')"
            " AND relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = %s)",
            [self.connection.schema_name],
        )
        return [TableInfo(*row) for row in cursor.fetchall() if row[0] not in self.ignored_tables]


class DatabaseWrapper(tenants_base.DatabaseWrapper):
    """A connection that knows in which schema and under which role it acts."""

    acting_role: str | None = None
    issued: tuple[str | None, tuple[str, ...]] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.introspection = Introspection(self)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if settings.EMBEDDED_POSTGRES is not None:
            settings.EMBEDDED_POSTGRES.ensure_running()
        self.issued = None
        return super().get_new_connection(conn_params)

    def close(self) -> None:
        self.issued = None
        super().close()

    def rollback(self) -> None:
        # SET is transactional: what this transaction set is gone with it.
        self.issued = None
        super().rollback()

    def savepoint_rollback(self, sid: str) -> None:
        # A broken transaction accepts nothing but the rollback itself.
        self._setting_search_path = True
        try:
            super().savepoint_rollback(sid)
        finally:
            self._setting_search_path = False
            self.issued = None

    def is_usable(self) -> bool:
        """Whether the server answers; where it has to be told where to go anyway, by that."""
        if self.connection is None or self._wanted() == self.issued:
            return super().is_usable()
        try:
            self._handle_search_path()
        except psycopg.Error:
            return False
        return True

    def _wanted(self) -> tuple[str | None, tuple[str, ...]]:
        role = self.acting_role or settings.DATABASE_DEFAULT_ROLE
        return role, tuple(self._get_cursor_search_paths())

    def _handle_search_path(self, cursor: Any = None) -> None:
        if self._setting_search_path:
            return
        wanted = self._wanted()
        if wanted == self.issued:
            return
        own_cursor = cursor is None
        if own_cursor:
            cursor = self.connection.cursor()
        self._setting_search_path = True
        try:
            cursor.execute(_statement(*wanted))
            self.issued = wanted
        finally:
            self._setting_search_path = False
            if own_cursor:
                cursor.close()


def _statement(role: str | None, path: tuple[str, ...]) -> str:
    schemas = ", ".join(quote_schema_name(name) for name in path)
    return f"SET ROLE {quote_schema_name(role) if role else 'NONE'}; SET search_path = {schemas}"
