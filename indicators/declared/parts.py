"""What the pages of declared values are made of."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from indicators.declared.models import Declared
from indicators.definitions.models import Definition
from ui import formats
from ui.parts import Cell, Column, Table

Definitions = Mapping[str, Definition]


def days(value: Any) -> str:
    """The stretch of a value in words; anything with `starts_on` and `ends_on` has one."""
    last = formats.day(value.ends_on)
    if value.starts_on is None:
        return _("until %(last)s") % {"last": last}
    return f"{formats.day(value.starts_on)} – {last}"


def table(
    rows: Iterable[Declared],
    definitions: Definitions,
    *,
    with_people: Iterable[UUID] = (),
    names_project: bool = False,
) -> Table:
    """Every value beside its source; with people in the project, a counted one is marked."""
    place = [Column(_("Project"), wide_only=True)] if names_project else []
    columns = [
        Column(_("Indicator")),
        *place,
        Column(_("Days")),
        Column(_("Total"), "number"),
        Column(_("Women"), "number", wide_only=True),
        Column(_("Men"), "number", wide_only=True),
        Column(_("Source"), wide_only=True),
    ]
    populated = set(with_people)
    lines = [_line(each, definitions, populated, names_project) for each in rows]
    return Table(_("Declared by hand"), columns, lines, caption_hidden=True)


def _line(
    each: Declared, definitions: Definitions, populated: set[UUID], names_project: bool
) -> list[object]:
    one = definitions.get(each.definition_code)
    is_double = is_told_twice(each, definitions, populated)
    name = Cell(
        one.short_name if one else each.definition_code,
        url=reverse("declared:value", args=[each.pk]),
        tag=_("counted from people") if is_double else "",
        tag_title=_("The declared value is not told any more.") if is_double else "",
    )
    numbers = [_shown(each.women_count), _shown(each.men_count)]
    place = [str(each.project)] if names_project else []
    return [name, *place, days(each), each.total_count, *numbers, each.source]


def is_told_twice(each: Declared, definitions: Definitions, populated: Iterable[UUID]) -> bool:
    """Whether people of the project tell by themselves what is declared."""
    one = definitions.get(each.definition_code)
    return one is not None and one.is_counted and each.project_id in set(populated)


def versions_table(versions: Iterable[Declared]) -> Table:
    """What was declared one after another, newest first, each with why it took the other's place."""
    columns = [
        Column(_("Declared on"), "day"),
        Column(_("By")),
        Column(_("Days")),
        Column(_("Total"), "number"),
        Column(_("Women"), "number", wide_only=True),
        Column(_("Men"), "number", wide_only=True),
        Column(_("Source"), wide_only=True),
        Column(_("Reason"), wide_only=True),
    ]
    rows = [
        [
            each.declared_at,
            str(each.declared_by or "—"),
            days(each),
            each.total_count,
            _shown(each.women_count),
            _shown(each.men_count),
            each.source,
            each.reason or "—",
        ]
        for each in versions
    ]
    return Table(_("Versions of the value"), columns, rows, caption_hidden=True)


def _shown(count: int | None) -> object:
    return "NO_DATA" if count is None else count
