"""What the rows of an import say by now: cells, what was mended, and the columns by name."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Count, DecimalField, Func, Model, Q, Sum
from django.utils.translation import get_language

from core import sealed, together
from core.permissions import Permission, can
from projects.exchange.kinds import REGISTERED, Kind, OfFile, Reader, Target
from projects.exchange.meanings import said
from projects.exchange.models import Import, ImportRow
from projects.exchange.readers.reading_rows import Cells
from projects.exchange.vocabulary import CARRIED_OUT, SAID, Differing, Standing

# What a reader knows of an import.
READ_WITH = ("project", "made_by", "read_for")
EMPTY, TEXT = " ", "t"
CELLS = ImportRow._meta.get_field("cells")
# A column that answers several questions.
STANDS_FOR = {
    "full_name": ("family_name", "given_name"),
    "applied_at": ("applied_on", "applied_time"),
}
# Whoever has no PESEL tells it by another column.
INSTEAD_OF = {"other_identifier": ("pesel",), "no_pesel": ("pesel",)}
TOLD_BY = {**STANDS_FOR, **INSTEAD_OF}
_JUDGED = """
update import_row set standing = told.standing, key = told.key, target_id = told.target_id,
       after = told.after, whose = told.whose, reported = null,
       fields = string_to_array(told.fields, ','),
       why = case when told.standing = 'alike' then import_row.why end
  from unnest(%s::uuid[], %s::text[], %s::bytea[], %s::uuid[], %s::text[], %s::bytea[], %s::uuid[])
       as told(id, standing, key, target_id, fields, after, whose)
 where import_row.id = told.id"""


def kind_of(found: Import) -> Kind:
    """What the file holds: candidates of its round, participants in the words of whoever wrote it."""
    kind = REGISTERED[found.kind]
    return kind.of(found) if isinstance(kind, OfFile) else kind


def reader_of(found: Import, *, on: Any) -> Reader:
    """Reads in the name of whoever sent the file, or goes on with it: whom they may not see, it does not find."""
    by = found.in_name_of
    key = on, get_language(), by.pk
    if key not in found.readers:
        found.readers[key] = kind_of(found).reader(found.project, on=on, by=by)
    reader: Reader = found.readers[key]
    reader.said_by = {name: one for name, one in found.columns.items() if "by" in one}
    reader.hear(said.codes(found))
    return reader


def is_left(found: Import) -> bool:
    """Whether they in whose name it is read may work on nobody of its project any more, so that it finds nobody."""
    return not can(found.in_name_of, Permission.EDIT_PEOPLE, project=found.project_id)


def carry_readers(before: Import, found: Import) -> None:
    """What read the import a moment ago reads it still, if project and sender are what they were."""
    if all(_facts(getattr(before, name)) == _facts(getattr(found, name)) for name in READ_WITH):
        found.readers.update(before.readers)


def _facts(row: Model | None) -> dict[str, Any]:
    if row is None:
        return {}
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}


def as_read(row: ImportRow) -> tuple[str, list[str]]:
    """The row as the file has it: a kind for each cell, and the cells."""
    kinds, cells = json.loads(row.cells or '["", []]')
    return kinds, cells


def mended(row: ImportRow) -> dict[str, str]:
    text = row.mended
    told: dict[str, str] = json.loads(text) if text else {}
    return told


def cells_of(row: ImportRow, columns: Mapping[str, Mapping[str, Any]]) -> Cells:
    """By field, what is in its cell and of which kind; what was mended goes first. Empty ones are left out,
    and so is what is said by the answer to another question: that the reader knows (`said_with`).
    """
    return cells_of_each([row], columns)[0]


def cells_of_each(
    some: Sequence[ImportRow], columns: Mapping[str, Mapping[str, Any]]
) -> list[Cells]:
    """The same for many rows: where each field stands is found out once."""
    for_all = {name: (one["value"], TEXT) for name, one in columns.items() if "value" in one}
    places = [(name, one["column"]) for name, one in columns.items() if "column" in one]
    told: list[Cells] = []
    for row, text in zip(some, sealed.told_by_each(CELLS, some), strict=True):
        kinds, cells = json.loads(text) if text else ("", [])
        found, width = dict(for_all), len(cells)
        for name, place in places:
            if place < width and (kind := kinds[place]) != EMPTY:
                found[name] = (cells[place], kind)
        if vars(row)["mended"] is not None:
            _put_right(found, mended(row))
        told.append(found)
    return told


def _put_right(found: dict[str, tuple[str, str]], answers: Mapping[str, str]) -> None:
    for name, text in answers.items():
        found[name] = (text, TEXT)
        if not text:
            found.pop(name)


def text_of(row: ImportRow, columns: Mapping[str, Mapping[str, Any]], field: str) -> str:
    """What the row says in one field, as it is read."""
    return cells_of(row, columns).get(field, ("", EMPTY))[0]


def missing(targets: Sequence[Target], columns: Mapping[str, Mapping[str, Any]]) -> list[Target]:
    """What has to be answered and no column does; nor, where nobody has their own, an answer for all rows."""
    by_column = told_by(name for name, one in columns.items() if "column" in one)
    told = by_column | set(columns)
    return [
        one
        for one in targets
        if one.required and one.name not in (by_column if one.is_own else told)
    ]


def by_columns(places: Mapping[str, int]) -> dict[str, dict[str, Any]]:
    """Questions that columns at these places answer, as `Import.columns` says it."""
    return {name: {"column": place} for name, place in places.items()}


def told_by(names: Iterable[str]) -> set[str]:
    """All that is answered where columns answer these."""
    return {name for one in names for name in (one, *TOLD_BY.get(one, ()))}


def data_of(found: Import) -> Any:
    """The rows below the one that names the columns, in the order of the sheet."""
    rows = ImportRow.objects.filter(of=found, sheet=found.sheet or 0, number__gt=found.head or 0)
    return rows.order_by("number")


def waiting(found: Import) -> Any:
    """Those that are to be carried out, as was chosen."""
    return data_of(found).filter(standing__in=CARRIED_OUT[Differing(found.differing)])


def seen(found: Import) -> str:
    """What entering would do, row by row: a fingerprint of what a page shows, which it sends back."""
    carried = data_of(found).filter(standing__in=CARRIED_OUT[Differing.FILE]).order_by()
    told = carried.aggregate(rows=Count("pk"), hashes=Sum(_AS_SHOWN))
    read_by = found.sheet, found.head, found.columns, found.meanings
    place = (*read_by, told["rows"], str(told["hashes"]))
    return hashlib.sha256(json.dumps(place, sort_keys=True).encode()).hexdigest()[:32]


def seen_entered(found: Import) -> str:
    """What taking back would do: a fingerprint of what a page shows, which it sends back."""
    done = Q(standing=Standing.DONE)
    carried = Q(standing__in=CARRIED_OUT[Differing(found.differing)])
    told = data_of(found).order_by()
    counts = told.aggregate(
        done=Count("pk", filter=done),
        added=Count("pk", filter=done & Q(fields=[])),
        waiting=Count("pk", filter=carried),
    )
    shown = counts | {"entered_at": str(found.last_applied_at)}
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:32]


# Of one row: what is to become of it and of whom, and all that somebody answered; its cells stay.
_AS_SHOWN = Func(
    *("id", "standing", "fields", "target_id", "whose", "after", "mended", "decided"),
    f"reported__{SAID}",
    template="hashtextextended((%(expressions)s)::text, 0)",
    output_field=DecimalField(),
)


def write_judged(rows: Iterable[ImportRow]) -> None:
    """Keep what was found out about the rows, in one statement."""
    told = list(rows)
    values = (
        together.as_array([row.pk for row in told]),
        together.as_array([Standing(row.standing).value for row in told]),
        together.as_array([row.key for row in told]),
        together.as_array([row.target_id for row in told]),
        together.as_array([",".join(row.fields) for row in told]),
        together.as_array([row.after for row in told]),
        together.as_array([row.whose for row in told]),
    )
    with connection.cursor() as cursor:
        cursor.execute(_JUDGED, values)
