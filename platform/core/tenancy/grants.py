"""Turns the `Grants` that models declare into the database's own grants."""

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from psycopg import sql

from core.tenancy.roles import Role, name_for_tenant, name_of

WORDS = {
    "read": ("SELECT",),
    "append": ("INSERT",),
    "write": ("INSERT", "UPDATE"),
    "delete": ("DELETE",),
}
ROLE_OF = {
    "web": Role.WEB,
    "publishing": Role.PUBLISHING,
    "metropolis": Role.METROPOLIS,
    "public": Role.PUBLIC,
    "tenants": Role.READERS,
}
# Tables of libraries, which cannot declare anything themselves.
LIBRARY_TABLES = {
    "django_session": "read write delete",
    "axes_accessattempt": "read write delete",
    "axes_accesslog": "read write delete",
    "axes_accessfailurelog": "read write delete",
    "axes_accessattemptexpiration": "read write delete",
}


def shared_models() -> list[type[Model]]:
    return _models_of(settings.SHARED_APPS)


def tenant_models() -> list[type[Model]]:
    return _models_of(settings.TENANT_APPS)


def _models_of(names: list[str]) -> list[type[Model]]:
    return [
        model for model in apps.get_models() if apps.get_app_config(_label(model)).name in names
    ]


def _label(model: type[Model]) -> str:
    return model._meta.app_label


def declared(model: type[Model]) -> dict[str, str]:
    """Map who ('web', 'publishing', 'metropolis', 'public', 'tenants', 'own') to what ('read write')."""
    grants = getattr(model, "Grants", None)
    return {who: getattr(grants, who) for who in (*ROLE_OF, "own") if hasattr(grants, who)}


def forgotten_columns(model: type[Model]) -> tuple[str, ...]:
    """Columns that the tenant's own role may empty where it may change nothing else.

    That it can only empty them is for a policy of the table to say.
    """
    return getattr(getattr(model, "Grants", None), "own_forgets", ())


def changed_columns(model: type[Model]) -> tuple[str, ...]:
    """Columns that the tenant's own role may set where it may change nothing else."""
    return getattr(getattr(model, "Grants", None), "own_changes", ())


def apply_shared() -> None:
    """Grant on the shared schemas what the models declare, and nothing else."""
    # At once: between taking and giving, pages that are being served would be refused.
    with transaction.atomic(), connection.cursor() as cursor:
        for schema in ("public", "facts"):
            for role in (*ROLE_OF.values(),):
                cursor.execute(
                    _sql("REVOKE ALL ON ALL TABLES IN SCHEMA {} FROM {}", schema, name_of(role))
                )
        for role in ROLE_OF.values():
            cursor.execute(_sql("GRANT USAGE ON SCHEMA public TO {}", name_of(role)))
        cursor.execute(_sql("GRANT USAGE ON SCHEMA facts TO {}", name_of(Role.PUBLISHING)))
        for model in shared_models():
            for who, what in declared(model).items():
                cursor.execute(_grant(_table(model), what, name_of(ROLE_OF[who])))
        for table, what in LIBRARY_TABLES.items():
            cursor.execute(_grant(sql.Identifier("public", table), what, name_of(Role.WEB)))


def apply_tenant(schema_name: str) -> None:
    """Grant on one tenant's schema; its own role reads and writes, append-only tables excepted."""
    own = name_for_tenant(schema_name)
    with transaction.atomic(), connection.cursor() as cursor:
        for role in (own, name_of(Role.PUBLISHING), name_of(Role.WEB)):
            cursor.execute(_sql("GRANT USAGE ON SCHEMA {} TO {}", schema_name, role))
            cursor.execute(_sql("REVOKE ALL ON ALL TABLES IN SCHEMA {} FROM {}", schema_name, role))
        for model in tenant_models():
            table = sql.Identifier(schema_name, model._meta.db_table)
            what = declared(model)
            if allowed := what.pop("own", "read write delete"):
                cursor.execute(_grant(table, allowed, own))
            for column in (*forgotten_columns(model), *changed_columns(model)):
                cursor.execute(_grant_update(table, column, own))
            for who, granted in what.items():
                cursor.execute(_grant(table, granted, name_of(ROLE_OF[who])))


def _table(model: type[Model]) -> sql.Identifier:
    parts = model._meta.db_table.replace('"', "").split(".")
    return sql.Identifier(*(parts if len(parts) == 2 else ("public", *parts)))


def _grant(table: sql.Identifier, words: str, role: str) -> sql.Composed:
    rights = sorted({right for word in words.split() for right in WORDS[word]})
    return sql.SQL("GRANT {} ON {} TO {}").format(
        sql.SQL(", ").join(map(sql.SQL, rights)), table, sql.Identifier(role)
    )


def _grant_update(table: sql.Identifier, column: str, role: str) -> sql.Composed:
    return sql.SQL("GRANT UPDATE ({}) ON {} TO {}").format(
        sql.Identifier(column), table, sql.Identifier(role)
    )


def _sql(statement: str, *names: str) -> sql.Composed:
    return sql.SQL(statement).format(*map(sql.Identifier, names))
