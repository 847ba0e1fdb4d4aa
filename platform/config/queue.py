"""The queue that lives in the same PostgreSQL: its schema belongs to the queue's own role."""

from django.db import connection
from pgmq import get_embedded_install_sql
from psycopg import sql

from core.tenancy.roles import Role, name_of


def install() -> None:
    """Install the queue's tables and functions unless they are there."""
    connection.ensure_connection()
    link = connection.connection
    if link.execute("SELECT 1 FROM pg_namespace WHERE nspname = 'pgmq'").fetchone():
        return
    with link.transaction():
        link.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(name_of(Role.QUEUE))))
        link.execute(get_embedded_install_sql())
