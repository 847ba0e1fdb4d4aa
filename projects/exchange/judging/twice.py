"""Rows about the same: of those that say the same one is enough, and those that contradict each other wait."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from projects.exchange import rows as told
from projects.exchange.kinds import Reader
from projects.exchange.models import Import, ImportRow
from projects.exchange.vocabulary import Standing

# Rows that would be carried out.
COUNTED = (Standing.ADD, Standing.ALIKE, Standing.CHANGE, Standing.CLASH, Standing.SAME)
AT_ONCE = 500
# Of the rows about one person so many are read to say what is wrong with one: a list of one number is long.
LOOKED_AT = 10
# How a row names whom it is about, which questions it answers and what it was made from tell nothing by
# themselves.
BESIDE: dict[str, Any] = {"whom": None, "told": frozenset(), "base": None}
_ABOUT_THE_SAME = """
select key from import_row
 where of_id = %(of)s and sheet = %(sheet)s and number > %(head)s
   and standing = any(%(counted)s)
   and (key = any(%(keys)s) or %(keys)s is null and key is not null)
 group by key having count(*) > 1"""


def mark(found: Import, reader: Reader, *, keys: Collection[bytes] | None = None) -> None:
    """Of rows that say the same the first one counts; where they contradict each other, none does."""
    shared = _shared(found, keys)
    for begin in range(0, len(shared), AT_ONCE):
        some = told.data_of(found).filter(key__in=shared[begin : begin + AT_ONCE])
        wrong = [
            row.pk
            for rows in _by_key(some.filter(standing__in=COUNTED))
            for row in _wrong(found, rows, reader)
        ]
        bad = ImportRow.objects.filter(pk__in=wrong)
        bad.update(standing=Standing.BAD, fields=[reader.key_field])


def said(found: Import, row: ImportRow, reader: Reader) -> dict[str, list[str]]:
    """What is wrong with a row because of another one, in the reader's language."""
    if row.key is None:
        return {}
    same = told.data_of(found).filter(key=row.key).exclude(standing=Standing.LEFT)
    others = [one for one in same[:LOOKED_AT] if one.pk != row.pk]
    own = _says(found, row, reader)
    shared = [(one, _shares(own, _says(found, one, reader))) for one in others]
    otherwise = [one for one, agree in shared if False in agree]
    if otherwise:
        text = _("Row %s tells otherwise about the same. Mend one of them, or leave one out.")
        return {reader.key_field: [text % otherwise[0].number]}
    earlier = [one.number for one, agree in shared if agree and one.number < row.number]
    if earlier:
        return {reader.key_field: [_("The same is in row %s already.") % earlier[0]]}
    return {}


def _shared(found: Import, keys: Collection[bytes] | None) -> list[bytes]:
    facts = {
        "keys": None if keys is None else list(keys),
        "of": found.pk,
        "sheet": found.sheet,
        "head": found.head,
        "counted": [one.value for one in COUNTED],
    }
    with connection.cursor() as cursor:
        cursor.execute(_ABOUT_THE_SAME, facts)
        return [bytes(key) for (key,) in cursor.fetchall()]


def _by_key(some: Iterable[ImportRow]) -> Iterator[list[ImportRow]]:
    """Rows about the same, in their order."""
    found: dict[bytes, list[ImportRow]] = {}
    for row in some:
        found.setdefault(bytes(row.key or b""), []).append(row)
    yield from found.values()


def _wrong(found: Import, rows: Iterable[ImportRow], reader: Reader) -> list[ImportRow]:
    """Of rows about the same those that another one contradicts, and those that tell nothing new."""
    said = [(row, _says(found, row, reader)) for row in rows]
    first: dict[str, Any] = {}
    contradicted, nothing_new = set(), []
    for row, says in said:
        if says and says.keys() <= first.keys():
            nothing_new.append(row)
        for about, meant in says.items():
            if first.setdefault(about, meant) != meant:
                contradicted.add(about)
    both = {row.pk for row, says in said if contradicted & says.keys()}
    both |= {row.pk for row in nothing_new}
    return [row for row, _says in said if row.pk in both]


def _says(found: Import, row: ImportRow, reader: Reader) -> dict[str, Any]:
    """By what the row is about, what it means; a row with a mistake of its own says nothing."""
    read = reader.read(told.cells_of(row, found.columns))
    if read.mistakes:
        return {}
    return {about: _meaning(entry) for about, entry in reader.says(read.entry)}


def _shares(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[bool]:
    """Of what both are about, whether they agree."""
    return [one[about] == other[about] for about in one.keys() & other.keys()]


def _meaning(entry: Any) -> Any:
    names = {one.name for one in fields(entry)} & BESIDE.keys()
    return replace(entry, **{name: BESIDE[name] for name in names})
