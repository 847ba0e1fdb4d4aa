"""Says, in the transaction of a change, that published figures depend on it."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from psycopg import sql

from core import jobs, tenancy
from core.ledger.models import OutboxEntry

Topic = OutboxEntry.Topic
PUBLISH = "indicators.facts.tasks.publish"
# With every change of a figure: it takes the ORM longer to say this than to do it.
_WRITE = """
insert into {table} (topic, subject_id, written_at) select %s, unnest(%s::uuid[]), now()"""
_HERE = _WRITE.format(table=OutboxEntry._meta.db_table)


def write(topic: Topic, subject_id: UUID | None = None) -> None:
    """Leave a row for the publishing worker, and wake it once the change is committed."""
    write_each(topic, [subject_id])


def write_each(topic: Topic, subject_ids: Iterable[UUID | None]) -> None:
    """Leave a row for every subject, and wake the publishing worker once for all of them."""
    subjects = list(subject_ids)
    if subjects:
        with connection.cursor() as cursor:
            cursor.execute(_HERE, [topic, subjects])
        jobs.send_after_commit(PUBLISH, tenancy.current().schema_name)


def write_whole_tenant(schema_name: str) -> None:
    """From outside: everything of that tenant is to be published anew."""
    there = sql.Identifier(schema_name, OutboxEntry._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(_WRITE).format(table=there), [Topic.TENANT, [None]])
    jobs.send_after_commit(PUBLISH, schema_name)
