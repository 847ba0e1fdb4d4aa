"""Writes a tenant's projection of a membership beside the membership itself, in one transaction."""

import json
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from psycopg import sql

from core.ids import new_id


def project(
    schema_name: str, *, account_id: UUID, display_name: str, grants: list[dict[str, Any]]
) -> None:
    """Upsert the member as the tenant sees them; no grants means that they have left."""
    left_at = None if grants else timezone.now()
    statement = sql.SQL(
        "INSERT INTO {table} (id, account_id, display_name, grants, left_at)"
        " VALUES (%s, %s, %s, %s, %s) ON CONFLICT (account_id) DO UPDATE SET"
        " display_name = excluded.display_name, grants = excluded.grants,"
        " left_at = excluded.left_at"
    ).format(table=sql.Identifier(schema_name, "member"))
    with connection.cursor() as cursor:
        cursor.execute(statement, [new_id(), account_id, display_name, json.dumps(grants), left_at])
