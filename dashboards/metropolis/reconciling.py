"""What the metropolis is told live, against the same told from nothing: a part of reconciling.

The day's releases are not compared: they are what was true, and protected, when they were made.
"""

from collections import Counter

from django.db import connection, transaction

from dashboards.metropolis import releasing, statements
from dashboards.metropolis.models import ReleasedProject
from indicators.facts import statements as publishing

# Where differences are told; the name of no schema.
PLACE = "live totals"
# The tables that every publication tells anew.
TABLES = (
    "live_total",
    "live_freshness",
    "live_repeat",
    "live_unit",
    "released_project",
    "released_declared",
)
# As of when, and the number of a row, are no part of what is told.
_ROWS = "select (to_jsonb(told) - array['as_of', 'id'])::text from {table} told"


def differences() -> Counter[str]:
    """How many rows differ, by table. What a crash left to be counted is counted first: late, not wrong."""
    with transaction.atomic(), connection.cursor() as cursor:
        # Whoever publishes waits: what came between two counts would be told as a difference.
        cursor.execute(publishing.ONE_AT_A_TIME)
        cursor.execute(statements.ONE_AT_A_TIME)
        if releasing.totals_are_stale():
            releasing.renew_totals()
        told = _told()
        # Readers go on: nothing of what is counted here is ever committed.
        before = transaction.savepoint()
        from_nothing()
        expected = _told()
        transaction.savepoint_rollback(before)
    return +Counter({table: _differing(told[table], expected[table]) for table in TABLES})


def from_nothing() -> None:
    """Forget what the metropolis is told live, and tell it anew from facts."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statements.ONE_AT_A_TIME)
        of_the_day = ReleasedProject.objects.filter(recruitment__isnull=False)
        recruitment = dict(of_the_day.values_list("project_id", "recruitment"))
        for table in TABLES:
            cursor.execute(f"delete from {table}")
        releasing.renew_totals()
        # Told once a day, with the release, and so kept as it was.
        told = list(ReleasedProject.objects.filter(pk__in=recruitment))
        for project in told:
            project.recruitment = recruitment[project.pk]
        ReleasedProject.objects.bulk_update(told, ["recruitment"], batch_size=500)


def _told() -> dict[str, Counter[str]]:
    with connection.cursor() as cursor:
        return {table: _rows(cursor, table) for table in TABLES}


def _rows(cursor: object, table: str) -> Counter[str]:
    cursor.execute(_ROWS.format(table=table))  # type: ignore[attr-defined]
    return Counter(row for (row,) in cursor.fetchall())  # type: ignore[attr-defined]


def _differing(told: Counter[str], expected: Counter[str]) -> int:
    return (told - expected).total() + (expected - told).total()
