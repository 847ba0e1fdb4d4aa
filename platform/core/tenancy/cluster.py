"""Makes the database and its roles, before anything of ours can sign in to it."""

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from core.tenancy.roles import GROUPS, LOGINS, Role, name_for_tenant, name_of


def make_embedded_database() -> None:
    """Create owner and database in the embedded cluster, whose superuser nothing else uses."""
    server = settings.EMBEDDED_POSTGRES
    assert server is not None, "only where no DATABASE_URL is set"  # noqa: S101
    server.ensure_running()
    socket = str(server.socket_dir)
    database = settings.DATABASES["default"]["NAME"]
    owner = name_of(Role.OWNER)
    with psycopg.connect(host=socket, user="postgres", dbname="postgres", autocommit=True) as link:
        _role(link, owner, "LOGIN CREATEROLE")
        if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            link.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(database), sql.Identifier(owner)
                )
            )


def make_roles() -> None:
    """Create the platform's roles as the owner, and shut the doors PostgreSQL leaves open."""
    connection.ensure_connection()
    link = connection.connection
    owner = link.execute("SELECT session_user").fetchone()[0]
    for role in LOGINS:
        _role(link, name_of(role), "LOGIN NOINHERIT", settings.DATABASE_ROLE_PASSWORDS.get(role))
    for role in GROUPS:
        _role(link, name_of(role), "NOLOGIN")
    for role in (*LOGINS, *GROUPS):
        let_act_as(name_of(role), by=owner)
    let_act_as(name_of(Role.METROPOLIS), by=name_of(Role.WEB))
    let_act_as(name_of(Role.METROPOLIS), by=name_of(Role.PUBLISHING))
    let_act_as(name_of(Role.PUBLIC), by=name_of(Role.WEB))
    database = link.info.dbname
    for statement in (
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC",
        # Counting by difference keeps what was before in a table of the transaction's own.
        "GRANT TEMPORARY ON DATABASE {database} TO {publishing}",
        "GRANT CREATE ON DATABASE {database} TO {queue}",
        "CREATE SCHEMA IF NOT EXISTS facts",
    ):
        link.execute(
            sql.SQL(statement).format(
                database=sql.Identifier(database),
                queue=sql.Identifier(name_of(Role.QUEUE)),
                publishing=sql.Identifier(name_of(Role.PUBLISHING)),
            )
        )


def make_tenant_role(schema_name: str) -> None:
    """Create the role under which everything inside one tenant happens."""
    connection.ensure_connection()
    link = connection.connection
    role = name_for_tenant(schema_name)
    owner = link.execute("SELECT session_user").fetchone()[0]
    _role(link, role, "NOLOGIN")
    # A tenant may read the short list of shared reference tables.
    link.execute(
        sql.SQL("GRANT {} TO {}").format(
            sql.Identifier(name_of(Role.READERS)), sql.Identifier(role)
        )
    )
    let_act_as(role, by=owner)
    let_act_as(role, by=name_of(Role.WEB))


def let_act_as(role: str, *, by: str) -> None:
    """Let a login take a role by SET ROLE, without holding its rights before it does."""
    link = connection.connection
    inherit = " WITH INHERIT FALSE" if link.info.server_version >= 160000 else ""
    link.execute(
        sql.SQL("GRANT {} TO {}" + inherit).format(sql.Identifier(role), sql.Identifier(by))
    )


def _role(link: psycopg.Connection, name: str, kind: str, password: str | None = None) -> None:
    exists = link.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    if not exists:
        link.execute(sql.SQL("CREATE ROLE {} " + kind).format(sql.Identifier(name)))
    if password:
        link.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(name), sql.Literal(password))
        )
