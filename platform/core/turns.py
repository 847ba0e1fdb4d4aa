"""What only one may do at a time where no row stands for it that could be locked."""

from django.db import connection

WAIT = "select pg_advisory_xact_lock(hashtext(current_schema() || ' ' || %s))"


def take_turn(what: str) -> None:
    """Wait until whoever does the same in this schema has ended; it is ours until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(WAIT, [what])
