"""One answer for very many rows: the rows are told apart and checked by the worker, with progress."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection

from core import together
from projects.exchange import rows as told
from projects.exchange.kinds import Reader
from projects.exchange.models import Import, ImportRow
from projects.exchange.vocabulary import Standing
from projects.exchange.waking import have_checked

# Up to so many rows are answered while whoever asks waits.
AT_ONCE = 1_000
_SIDES = """
update import_row set standing = 'new',
       decided = coalesce(decided, '{}'::jsonb)
                 || (select jsonb_object_agg(field, %s::text) from unnest(fields) as field)
 where id = any(%s) and fields <> '{}'"""


def wrong_in(found: Import, field: str) -> Any:
    """Rows with a mistake in this field."""
    return told.data_of(found).filter(standing=Standing.BAD, fields__contains=[field])


def are_many(rows: Any) -> bool:
    return bool(rows[AT_ONCE : AT_ONCE + 1].exists())


def alike(
    found: Import, some: Iterable[ImportRow], reader: Reader, field: str, said: tuple[str, str]
) -> list[ImportRow]:
    """Of these rows, those that say so (`Reader.said`)."""
    asked = list(some)
    cells = told.cells_of_each(asked, found.columns)
    return [row for row, one in zip(asked, cells, strict=True) if reader.said(field, one) == said]


def begin(found: Import, *, field: str, said: tuple[str, str], becomes: str) -> None:
    """Have the worker go through the rows; what was held back because of another row is judged anew."""
    found.answering = json.dumps([field, said, becomes, 0], ensure_ascii=False)
    every = told.data_of(found)
    held = every.filter(standing=Standing.BAD, key__isnull=False)
    # Those with the mistake that is mended are looked through first.
    held.exclude(fields__contains=[field]).update(standing=Standing.NEW)
    have_checked(found)


def answer_some(found: Import, *, on: date) -> bool:
    """Give the answer to the next rows with that mistake; False when none is left to be looked at."""
    if not found.answering:
        return False
    field, told_so, becomes, after = json.loads(found.answering)
    # Earlier code kept the text alone, and nothing beside.
    said: tuple[str, str] = (told_so, "") if isinstance(told_so, str) else tuple(told_so)
    some = list(wrong_in(found, field).filter(number__gt=after)[:AT_ONCE])
    same = alike(found, some, told.reader_of(found, on=on), field, said)
    give(same, {field: becomes})
    for row in same:
        row.standing = Standing.NEW
    together.update_each(same, ["standing"])
    if not some:
        wrong_in(found, field).filter(key__isnull=False).update(standing=Standing.NEW)
    left = [field, said, becomes, some[-1].number] if some else None
    found.answering = json.dumps(left, ensure_ascii=False) if left else None
    found.save(update_fields=["answering"])
    return bool(some)


def give(some: Sequence[ImportRow], answers: Mapping[str, str]) -> None:
    """Rows as they were read with the import locked: what another said of them a moment ago is there.

    What was decided about a row was about what it said before, and is asked again.
    """
    for row in some:
        row.mended = json.dumps({**told.mended(row), **answers}, ensure_ascii=False)
        row.decided = None
    together.update_each(some, ["mended", "decided"])


def decide(found: Import, asked: Sequence[ImportRow], side: str) -> None:
    """The same side in every field of these rows, which the worker checks anew."""
    with connection.cursor() as cursor:
        cursor.execute(_SIDES, [side, [row.pk for row in asked]])
    have_checked(found)
