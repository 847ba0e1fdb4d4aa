"""The database or the worker breaks at a chosen statement."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from psycopg import sql


class DiskFull(Exception):
    """A statement fails and says so."""


class Killed(BaseException):
    """The worker is gone at once; no code of its own runs any more."""


@contextmanager
def breaking_at(beginning: str, how: type[BaseException] = DiskFull) -> Iterator[None]:
    """Raise instead of sending the first statement that begins like this."""

    def wrapper(execute: Any, statement: Any, params: Any, many: bool, context: Any) -> Any:
        text = statement.as_string(None) if isinstance(statement, sql.Composable) else statement
        if text.lstrip().startswith(beginning):
            raise how(beginning)
        return execute(statement, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield
