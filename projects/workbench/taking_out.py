"""A list taken out as a file: what it holds, what its notes say, what the trail tells of it.

Small ones are made at once; those of more rows than `AT_ONCE` wait for a worker. Both are these rows.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from itertools import chain, islice
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import warsaw_day
from core.errors import NotAllowed, RuleBroken
from core.permissions import Actor, can, can_anywhere
from projects.workbench import exporting, lists
from projects.workbench.columns import Of, Tells, read
from projects.workbench.exporting import Wholes
from projects.workbench.lists import ListColumn, ListPage
from projects.workbench.preparing import Arguments, Maker, Making, Trace, register
from sheets.tables import Part, Parts, Values
from ui import formats
from ui.parts import Column

AT_ONCE = 2_000  # rows
CHUNK = 500
KIND = "list"
LEAST_REASON = 5  # signs
Records = Sequence[Any]


class ReasonMissing(RuleBroken):
    message = gettext_lazy(
        "Say what the whole PESEL numbers are taken out for. It stays in the history, with your name."
    )
    field = "reason"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What of a list is taken out: the address it was shown at, its columns, the form of the file.

    With a reason the whole PESEL numbers go along, of those people whose numbers the actor may take out.
    """

    page: ListPage
    query: QueryDict
    columns: Sequence[str]
    file_format: str
    with_pesel: bool = False
    reason: str = ""

    @property
    def arguments(self) -> dict[str, Any]:
        """As JSON, for a worker."""
        return {
            "list": self.page.code,
            "query": self.query.urlencode(),
            "columns": list(self.columns),
            "format": self.file_format,
            "with_pesel": self.with_pesel,
            "reason": self.reason,
        }

    @classmethod
    def of(cls, arguments: Arguments) -> "Asked":
        return cls(
            page=lists.registered[arguments["list"]],
            query=QueryDict(arguments["query"]),
            columns=arguments["columns"],
            file_format=arguments["format"],
            with_pesel=arguments["with_pesel"],
            reason=arguments["reason"],
        )

    def rows(self, by: Actor) -> QuerySet:
        return self.page.ordered(by, self.query)


def allow(by: Actor, asked: Asked) -> None:
    """Refuse whoever may see nothing of the list, or no whole number, or gives no reason for them."""
    if not can_anywhere(by, asked.page.permission):
        raise NotAllowed
    if not asked.with_pesel:
        return
    if not may_take_numbers(by, asked.page):
        raise NotAllowed
    if len(asked.reason.strip()) < LEAST_REASON:
        raise ReasonMissing


def may_take_numbers(by: Actor, page: ListPage) -> bool:
    """Whether the list has whole numbers for this actor, in some project at least."""
    return page.pesel is not None and all(
        can_anywhere(by, permission) for permission in lists.TAKES_NUMBERS
    )


def sheet_of(
    asked: Asked, *, by: Actor, at: datetime, tell: Callable[[int, int], None] | None = None
) -> tuple[exporting.Sheet, Callable[[], Trace]]:
    """The rows as they stand, one after another, and what the trail tells of them once they are written.

    How many there are is known then: people come and go between a count and the rows.
    """
    page, on = asked.page, warsaw_day(at)
    shown = page.chosen(asked.columns)
    found = asked.rows(by)
    written = Written(total=found.count() if tell else 0, tell=tell)
    columns = [Column(str(column.label), column.kind) for column in shown]
    if asked.with_pesel:
        columns.append(Column(_("PESEL")))
    sheet = exporting.Sheet(
        title=str(page.title),
        columns=columns,
        rows=Parts(written.counted(_parts(asked, found, shown, by=by, on=on))),
        notes=_notes(asked, written, at=at, by=by),
    )
    trace = _trace(asked, shown, by=by)
    return sheet, lambda: replace(trace, count=written.count)


@dataclass
class Written:
    """How many rows went into the file so far."""

    total: int
    tell: Callable[[int, int], None] | None
    count: int = 0

    def counted(self, parts: Iterable[Part]) -> Iterator[Part]:
        for part in parts:
            yield part
            self.count += len(part[0])
            if self.tell:
                self.tell(self.count, self.total)


def _parts(
    asked: Asked,
    found: QuerySet,
    shown: Sequence[ListColumn],
    *,
    by: Actor,
    on: date,
) -> Iterator[Part]:
    """The rows by column. Where no column needs a record, none is made of any row."""
    values_of = [column.value for column in shown]
    readers = [(each.fields, each.tells(on)) for each in values_of if isinstance(each, Of)]
    if len(readers) == len(shown):
        if asked.with_pesel:
            readers.append(_numbers(asked.page, by))
        return _of_fields(found, readers)
    makers = [_of_records(value, on) for value in values_of]
    if asked.with_pesel:
        makers.append(_of_records(_number(asked.page, by), on))
    return _by_record(found, makers)


def _of_fields(found: QuerySet, readers: Sequence[tuple[Sequence[Any], Tells]]) -> Iterator[Part]:
    """Nothing but the fields that the columns are made of is read."""
    fields = list(dict.fromkeys(field for some, _tells in readers for field in some))
    place = {field: number for number, field in enumerate(fields)}
    coming = found.prefetch_related(None).values_list(*fields).iterator(chunk_size=CHUNK)
    while rows := list(islice(coming, CHUNK)):
        # What zip would do, in two thirds of the time.
        flat, wide = list(chain.from_iterable(rows)), len(fields)
        columns = [flat[number::wide] for number in range(wide)]
        yield [tells(*(columns[place[field]] for field in some)) for some, tells in readers]


def _by_record(found: QuerySet, makers: Sequence[Callable[[Records], Values]]) -> Iterator[Part]:
    coming = found.iterator(chunk_size=CHUNK)
    while records := list(islice(coming, CHUNK)):
        yield [column_of(records) for column_of in makers]


def _of_records(value: Callable[[Any, date], object], on: date) -> Callable[[Records], Values]:
    """Makes a column of records; what it says of their fields alone is remembered here too."""
    if not isinstance(value, Of):
        return lambda records: [value(record, on) for record in records]
    fields, tells = value.fields, value.tells(on)
    return lambda records: tells(*([read(one, name) for one in records] for name in fields))


def _numbers(page: ListPage, by: Actor) -> tuple[tuple[Any, ...], Tells]:
    """The whole numbers of many rows, where the actor may take them out, and the fields they are made of."""
    pesel, may = page.pesel, _may_take(by)
    assert pesel is not None  # noqa: S101 - allowed before

    def numbers(
        projects: Sequence[str], ids: Sequence[str], sealed: Sequence[bytes | None]
    ) -> Wholes:
        closed = {project for project in set(projects) if not may(UUID(project))}
        if closed:
            both = zip(projects, sealed, strict=True)
            sealed = [None if project in closed else kept for project, kept in both]
        return Wholes(pesel.opened(page.model, ids, sealed))

    return pesel.fields(page.model), numbers


def _number(page: ListPage, by: Actor) -> Callable[[Any, date], exporting.Whole | None]:
    """The whole number, where the actor may take it out: somebody else's project leaves it empty."""
    pesel, may = page.pesel, _may_take(by)
    assert pesel is not None  # noqa: S101 - allowed before

    def number(row: Any, _on: date) -> exporting.Whole | None:
        told = pesel.of(row) if may(pesel.project_of(row)) else None
        return exporting.Whole(told) if told else None

    return number


def _may_take(by: Actor) -> Callable[[UUID], bool]:
    """Whether the actor may take out the numbers of a project's people: asked once for each project."""
    return cache(
        lambda project: all(
            can(by, permission, project=project) for permission in lists.TAKES_NUMBERS
        )
    )


def _notes(asked: Asked, written: Written, *, at: datetime, by: Actor) -> list[exporting.Note]:
    if asked.with_pesel:
        pesel = _("In a column of its own, for this reason: %(reason)s") % {"reason": asked.reason}
    else:
        pesel = _("No whole number is in this file.")
    return [
        (_("List"), str(asked.page.title)),
        *asked.page.told(by, asked.query),
        (_("Rows"), lazy(lambda: formats.number(written.count), str)()),
        (_("Data as of"), formats.moment(at)),
        (_("Taken out by"), by.display_name),
        (_("PESEL"), pesel),
    ]


def _trace(asked: Asked, shown: Sequence[ListColumn], *, by: Actor) -> Trace:
    unquoted = asked.page.told(by, asked.query, quoting=False)
    told = f"{asked.file_format}; {'; '.join(f'{label}: {choice}' for label, choice in unquoted)}"
    fields = [column.code for column in shown]
    if not asked.with_pesel:
        verb = "exported a list"
        return Trace(verb=verb, subject=asked.page.model, fields=fields, reason=told)
    return Trace(
        verb="exported a list with PESEL numbers",
        subject=asked.page.model,
        fields=[*fields, "pesel"],
        reason=f"{asked.reason.strip()}; {told}",
    )


def _allow_maker(by: Actor, arguments: Arguments) -> None:
    allow(by, Asked.of(arguments))


def _make(making: Making) -> Trace:
    asked = Asked.of(making.arguments)
    sheet, trace = sheet_of(asked, by=making.by, at=making.at, tell=making.tell)
    exporting.write(making.out, sheet, asked.file_format)  # type: ignore[arg-type]
    return trace()


def register_maker() -> None:
    register(Maker(code=KIND, label=gettext_lazy("List"), allow=_allow_maker, make=_make))
