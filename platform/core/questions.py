"""Questions to the database whose statement is written once: whoever asks again only sends the values.

For what every request of a program asks. To write the statement of a small question takes the ORM
several times longer than the database takes to answer it. The database keeps its plan, too.
"""

import random
from collections.abc import Callable, Hashable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, NotSupportedError, connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

from core import tenancy

Row = TypeVar("Row", bound=Model)
LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)
Kind = tuple[str, type, int]


class Question(Generic[Row]):
    """What `rows` gives for the values that it is told by name.

    `rows` may pass a value on to the database and do nothing else with it: it is called once for each
    combination of kinds, with values that stand in for all others. Collections are frozensets.
    """

    def __init__(self, rows: Callable[..., QuerySet[Row]]) -> None:
        self._rows = rows
        self._written: dict[tuple[Kind, ...], _Statement | None] = {}

    def first(self, **values: Any) -> Row | None:
        """The first row, in the order of the rows if they have one."""
        kinds = tuple(_kind(name, value) for name, value in values.items())
        if kinds not in self._written:
            self._written[kinds] = _written(self._rows, values)
        statement = self._written[kinds]
        return statement.first(values) if statement else None


class _Statement:
    """One statement and how its answer becomes a record."""

    def __init__(self, rows: QuerySet, name_of: Mapping[Any, tuple[str, int]]) -> None:
        query = rows.query.chain()
        query.set_limits(high=1)
        # What the ORM itself reads rows by, kept after its first and only writing.
        self._compiler = compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        self._text, self._given = compiler.as_sql()
        self._names = [name_of.get(one) if _is_plain(one) else None for one in self._given]
        if lost := set(name_of.values()) - set(self._names):
            raise TypeError(f"The statement does not hold these values as they are: {lost}")
        self._converters = compiler.get_converters([one[0] for one in compiler.select])
        self._populators = get_related_populators(  # type: ignore[call-arg]
            compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS
        )
        places = compiler.klass_info["select_fields"]
        self._columns = slice(places[0], places[-1] + 1)
        self._fields = [one[0].target.attname for one in compiler.select[self._columns]]

    def first(self, values: Mapping[str, Any]) -> Any:
        parts = {name: _parts(value) for name, value in values.items()}
        sent = [
            parts[named[0]][named[1]] if named else constant
            for named, constant in zip(self._names, self._given, strict=True)
        ]
        try:
            found = self._asked(sent)
        except NotSupportedError:
            # The table has changed since the plan was made. Inside a transaction all is lost with it.
            if connection.in_atomic_block:
                raise
            found = self._asked(sent)
        return None if found is None else self._record(found)

    def _asked(self, sent: list[Any]) -> tuple[Any, ...] | None:
        with tenancy.keeping_plans(), connection.cursor() as cursor:
            cursor.execute(self._text, sent)
            return cursor.fetchone()

    def _record(self, found: tuple[Any, ...]) -> Any:
        row = next(iter(self._compiler.apply_converters([found], self._converters)))
        model = self._compiler.klass_info["model"]
        made = model.from_db(DEFAULT_DB_ALIAS, self._fields, row[self._columns])
        for populator in self._populators:
            populator.populate(row, made)
        for name, place in self._compiler.annotation_col_map.items():
            setattr(made, name, row[place])
        return made


def _written(rows: Callable[..., QuerySet], values: Mapping[str, Any]) -> _Statement | None:
    """None where the ORM sees without asking that there are none."""
    stand_ins = {name: _stand_in(value) for name, value in values.items()}
    name_of = {
        part: (name, place)
        for name, stand_in in stand_ins.items()
        for place, part in enumerate(_parts(stand_in))
    }
    try:
        return _Statement(rows(**stand_ins), name_of)
    except EmptyResultSet:
        return None


def _kind(name: str, value: Any) -> Kind:
    return name, type(value), len(value) if isinstance(value, frozenset) else 1


def _parts(value: Any) -> list[Any]:
    return list(value) if isinstance(value, frozenset) else [value]


def _is_plain(value: Any) -> bool:
    return isinstance(value, Hashable)


def _stand_in(value: Any) -> Any:
    """A value of the same kind that nobody else has."""
    match value:
        case UUID():
            return uuid4()
        case str():
            return uuid4().hex
        case datetime():
            return LONG_AGO + timedelta(microseconds=random.randrange(10**15))  # noqa: S311
        case bool() | None:
            raise TypeError("There are too few of these for one to stand in for the others.")
        case int():
            return -random.randrange(10**6, 10**9)  # noqa: S311
        case frozenset():
            return frozenset(_stand_in(one) for one in value)
    raise TypeError(f"No value can stand in for one of {type(value)}.")
