"""What facts count to: the hits and open results of all published versions, in one of two readings.

Both readings of a rule say the same of everybody. A statement judges a million in one go, and takes
longer to be planned than a few people take to be judged one by one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection

from indicators.definitions import queries as definitions
from indicators.definitions.vocabulary import Kind
from indicators.facts import statements
from indicators.language import opening
from indicators.language.as_sql import hits_statement
from indicators.language.counted import Counted
from indicators.language.opening_as_sql import open_statement

# Up to so many are judged one by one.
FEW = 20

# A fact, a definition, and the day it counts on or closes on.
Line = tuple[int, int | str, date | None]


def enter(fact_ids: list[int], *, on: date) -> None:
    """Enter what these facts count to, and what they still could."""
    if len(fact_ids) <= FEW:
        _enter_lines(*_lines(fact_ids, on=on))
        return
    hits, hit_params = hits_of(fact_ids, on=on)
    opened, open_params = open_of(fact_ids, on=on)
    with connection.cursor() as cursor:
        cursor.execute(f"{statements.ENTER_HITS} {hits}", hit_params)
        cursor.execute(f"{statements.ENTER_OPEN} {opened}", open_params)


def put_in_order(people: list[int]) -> None:
    """Let every hit of these people know the one before it."""
    if people:
        with connection.cursor() as cursor:
            cursor.execute(statements.ORDER_HITS, {"people": people})


def hits_of(fact_ids: list[int], *, on: date) -> tuple[str, list[Any]]:
    """The statement of (id, key, counted_on) for these facts by every published version."""
    select, params = _readings(on).hits
    return select, [fact_ids, *params]


def open_of(fact_ids: list[int], *, on: date) -> tuple[str, list[Any]]:
    """The statement of (id, key, closes_on): whose result has not come and could, or could have."""
    select, params = _readings(on).opened
    return select, [fact_ids, *params]


def _lines(fact_ids: list[int], *, on: date) -> tuple[list[Line], list[Line]]:
    """The same hits and open results, read in Python."""
    rows = _facts(fact_ids)
    versions = _readings(on).versions
    hits = [
        (row["id"], version.key, row[version.counts_on])
        for row in rows
        for version in versions.all
        if opening.is_hit(version, row)
    ]
    return hits, [line for row in rows for line in _open_lines(row, versions.of_results)]


def _facts(fact_ids: list[int]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statements.FACTS_OF, [fact_ids])
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _open_lines(row: opening.Row, of_results: Sequence[Sequence[Counted]]) -> Iterator[Line]:
    for versions in of_results:
        standing = opening.standing(versions, row)
        if standing.could_count and not standing.is_hit:
            yield row["id"], versions[0].key, standing.closes_on


def _enter_lines(hits: list[Line], opened: list[Line]) -> None:
    with connection.cursor() as cursor:
        for statement, lines in ((statements.ENTER_HITS, hits), (statements.ENTER_OPEN, opened)):
            if lines:
                columns = [list(column) for column in zip(*lines, strict=True)]
                cursor.execute(f"{statement} {statements.LINES}", columns)


@dataclass(frozen=True)
class _Versions:
    """All published versions; and those of results, together by their definition."""

    all: Sequence[Counted]
    of_results: Sequence[Sequence[Counted]]


@dataclass(frozen=True)
class _Readings:
    """All versions in Python, and in SQL with their parameters but for the facts that are asked."""

    versions: _Versions
    hits: tuple[str, list[Any]]
    opened: tuple[str, list[Any]]


def _readings(on: date) -> _Readings:
    return _read(tuple(definitions.published_ids(on=on)), on)


@lru_cache(maxsize=4)
def _read(_versions: tuple[UUID, ...], on: date) -> _Readings:
    # A published version never changes, and to read and say them all anew takes longer than to count
    # one person by them.
    published = definitions.published(on=on)
    counted = [one.counted for one in published]
    results = [one.counted for one in published if one.definition.kind == Kind.RESULT]
    hits, hit_params = hits_statement(counted, ids=[])
    opened, open_params = open_statement(results, ids=[])
    of_results = [list(own) for _key, own in groupby(results, key=lambda version: version.key)]
    return _Readings(
        _Versions(counted, of_results), (hits, hit_params[1:]), (opened, open_params[1:])
    )
