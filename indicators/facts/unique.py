"""Unique people of any tenants between any days, counted from the facts and not from cells.

Cells know named periods and whole scopes. Anything else is counted here, exactly: one pass over the
facts of the tenants, each person once for each indicator. Nothing is protected: this is for whoever
answers for the numbers, never for publication.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.db import connection

from indicators.cells.queries import Count
from indicators.definitions import queries as definitions
from indicators.definitions.queries import Published
from indicators.language import as_sql
from indicators.language.as_sql import Statement

# First each person's hits, then who has any: one pass for any number of indicators.
_COUNT = """
select {sums} from (
  select {hits} from facts.participation p where p.tenant_id = any(%s) group by p.person_no
) of_people"""


def counts(
    codes: Collection[str], *, tenant_ids: Collection[int], since: date, until: date, on: date
) -> dict[str, Count]:
    """What counts for each indicator in these tenants from one day to another, both included.

    Definitions that no rule counts are not there. Runs under the publishing role alone.
    """
    asked = [one for one in definitions.published(on=on) if one.definition.code in codes]
    named = [(code, list(own)) for code, own in groupby(asked, lambda one: one.definition.code)]
    if not named:
        return {}
    hits = [_hit(versions, since, until) for _code, versions in named]
    columns = [f"count(*) filter (where {sql}) as n{place}" for place, (sql, _) in enumerate(hits)]
    sums = [f"coalesce(sum(n{n}), 0), count(*) filter (where n{n} > 0)" for n in range(len(hits))]
    params: list[Any] = [param for _, own in hits for param in own]
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNT.format(sums=", ".join(sums), hits=", ".join(columns)),
            [*params, list(tenant_ids)],
        )
        found = cursor.fetchone()
    return dict(zip((code for code, _ in named), _pairs(found), strict=True))


def _hit(versions: Sequence[Published], since: date, until: date) -> Statement:
    """Whether any version judges a participation a hit of a day within the two."""
    counted = [one.counted for one in versions]
    hits = [as_sql.is_hit(one) for one in counted]
    holds = " or ".join(f"({sql})" for sql, _ in hits)
    day = f"p.{as_sql.counting_day(counted[0])}"
    params = [param for _, own in hits for param in own]
    return f"({holds}) and {day} between %s and %s", [*params, since, until]


def _pairs(found: Sequence[int]) -> Iterator[Count]:
    for place in range(0, len(found), 2):
        yield Count(int(found[place]), found[place + 1])
