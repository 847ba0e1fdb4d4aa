"""Plans that the server keeps, for work that asks the same few things over and over.

A plan holds for the search path it was made under. So each schema has statements of its own here, told
apart by a comment in front: else every change of the schema would have all of them planned anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from weakref import WeakSet

from django.db import NotSupportedError
from psycopg import Connection, Cursor
from psycopg.pq import TransactionStatus

# What some forty tenants in turns need; whoever was away the longest is planned anew.
MOST_PLANS = 1000
_outdated: WeakSet[Connection[Any]] = WeakSet()


class PlannedCursor(Cursor[Any]):
    """Sends parameters apart from their statement, and has the server remember its plan."""

    def __init__(self, link: Any, *, schema_name: str, **options: Any) -> None:
        super().__init__(link, **options)
        self._mark = f"/* {schema_name} */ "

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        if params is None:
            # This may be several statements at once, which have no plan.
            return super().execute(query, params, **options)
        return super().execute(self._mark + query, params, prepare=True, **options)

    def _convert_query(self, query: Any, params: Any = None) -> Any:
        # Of a statement that is planned already psycopg keeps no text, and Django could not log it.
        self._query = super()._convert_query(query, params)
        return self._query


@contextmanager
def kept(link: Any, schema_name: str) -> Iterator[None]:
    """Let every new cursor of a connection of psycopg be a planned one, for this schema.

    Where the server refuses a plan because its table has changed since, as while a new version is
    brought in, every plan of the connection is forgotten before the next is asked for.
    """
    if link in _outdated and link.info.transaction_status != TransactionStatus.INERROR:
        forget(link)
    usual = link.cursor_factory
    link.cursor_factory = partial(PlannedCursor, schema_name=schema_name)
    try:
        with _preparing(link):
            yield
    except NotSupportedError:
        _outdated.add(link)
        raise
    finally:
        link.cursor_factory = usual


def forget(link: Any) -> None:
    """Let a connection of psycopg lose every plan it keeps."""
    with _preparing(link):
        link.execute("deallocate all")
    _outdated.discard(link)


@contextmanager
def _preparing(link: Any) -> Iterator[None]:
    # Without a threshold psycopg prepares nothing even when asked to, and forgets nothing either.
    link.prepare_threshold, link.prepared_max = 2**31, MOST_PLANS
    try:
        yield
    finally:
        link.prepare_threshold = None
