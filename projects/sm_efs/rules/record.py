"""One row of the national file: what it says of a person, laid out in cells and read back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest

from projects.sm_efs.layout import Column, Layout

# Signs of a number; an age and a degree have fewer.
LONGEST_NUMBER = 9
SUPPORT = ("support_kinds", "support_details", "support_days")
TIME_AFTER_DAY = (" ", "T")


@dataclass(frozen=True, kw_only=True)
class Support:
    """One kind of support in the national words, and the day it began."""

    kind: str
    detail: str = ""
    started_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Record:
    """A participant as the national file knows one: codes where we have codes, else text.

    A word that no dictionary has stays as it is written. A day or a number that cannot be read is
    None: the cells keep it, and the preflight tells of it.
    """

    project_number: str = ""
    citizenship: str = ""
    participant_kind: str = ""
    institution_name: str = ""
    given_name: str = ""
    family_name: str = ""
    identifier: str = ""
    no_pesel: str = ""
    technical_id: str = ""
    sex: str = ""
    age: int | None = None
    education: str = ""
    country: str = ""
    region: str = ""
    powiat: str = ""
    gmina: str = ""
    place: str = ""
    postal_code: str = ""
    degurba: int | None = None
    phone: str = ""
    email: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    labour_status: str = ""
    labour_detail: str = ""
    education_ends_on: date | None = None
    exit_situation: str = ""
    completed_path: str = ""
    support_scope: str = ""
    support: tuple[Support, ...] = ()
    business_started_on: date | None = None
    foreign_background: str = ""
    third_country: str = ""
    minority: str = ""
    homeless: str = ""
    disability: str = ""
    added_at: str = ""
    added_by: str = ""
    changed_at: str = ""
    changed_by: str = ""
    note: str = ""


def lay_out(record: Record, layout: Layout) -> tuple[str, ...]:
    """The cells of a record, one for each column of the layout."""
    lists = dict(zip(SUPPORT, support_cells(record.support, layout), strict=True))
    return tuple(
        lists[column.name] if column.name in lists else _cell(record, column, layout)
        for column in layout.columns
    )


def read_back(cells: Sequence[str], layout: Layout) -> Record:
    """The record of a row; the cells are as many as the layout has columns."""
    told = dict(zip((column.name for column in layout.columns), cells, strict=True))
    lists = tuple(told[name] for name in SUPPORT)
    support = tuple(_supports(lists, layout))
    known: dict[str, object] = {"support": support}
    for column in layout.columns:
        if column.name not in SUPPORT:
            known[column.name] = _value(column, told[column.name], told, layout)
    return Record(**known)  # type: ignore[arg-type]


def day_of(text: str, layout: Layout) -> date | None:
    """A day as any file of the system has it, with or without a time of day."""
    bare = text.strip()
    for mark in TIME_AFTER_DAY:
        bare = bare.partition(mark)[0]
    for form in layout.days_read:
        try:
            return datetime.strptime(bare, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def written_day(day: date | None) -> str:
    # Not strftime: it leaves out the zeros of a year before 1000.
    return "" if day is None else day.isoformat()


def _cell(record: Record, column: Column, layout: Layout) -> str:
    value = getattr(record, column.name)
    if value is None:
        return ""
    if isinstance(value, date):
        return written_day(value)
    if column.format == "closed":
        of = getattr(record, column.depends_on) if column.depends_on else ""
        return layout.dictionary(column).words_of(value, of)
    return str(value)


def _value(column: Column, text: str, told: dict[str, str], layout: Layout) -> object:
    if column.format == "day":
        return day_of(text, layout)
    if column.format in ("number", "degurba"):
        is_number = text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER
        return int(text) if is_number else None
    if column.format == "closed":
        return layout.dictionary(column).code_of(text, _group_of(column, told, layout))
    return text


def _group_of(column: Column, told: dict[str, str], layout: Layout) -> str:
    if not column.depends_on:
        return ""
    other = layout.by_name[column.depends_on]
    return layout.dictionary(other).code_of(told[other.name])


def support_cells(support: Sequence[Support], layout: Layout) -> tuple[str, str, str]:
    join = layout.joined_by.join
    return (
        join(one.kind for one in support),
        join(one.detail for one in support),
        join(written_day(one.started_on) for one in support),
    )


def _supports(lists: Sequence[str], layout: Layout) -> Iterator[Support]:
    """Position by position; a list that is too short leaves the rest empty."""
    if not any(lists):
        return
    parts = (text.split(layout.joined_by) for text in lists)
    for kind, detail, day in zip_longest(*parts, fillvalue=""):
        yield Support(kind=kind, detail=detail, started_on=day_of(day, layout))
