"""Revitalisation areas are entered as the resolution lists them, and corrected."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken, StaleEdit
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements import rules
from projects.agreements.entries import AreaEntry
from projects.agreements.models import RevitalisationArea, StreetRange
from ui import formats

SHOWN_LINES = 5


class UnreadableLines(RuleBroken):
    message = _(
        "These lines cannot be read: %(lines)s. Write one street a line, then its numbers: "
        "“Dworcowa 1-15 nieparzyste”, “Długa 2, 4, 8-12a”, or the street alone when it is whole."
    )
    field = "lines"


class NoLines(RuleBroken):
    message = _("The list of streets is empty. Paste it from the resolution, one street a line.")
    field = "lines"


class AreaEndsBeforeStart(RuleBroken):
    message = _("The area is in force to %(valid_to)s, before it begins on %(valid_from)s.")
    field = "valid_to"


class AreaKnown(RuleBroken):
    message = _("The area “%(name)s” from this day is entered already. Correct that one instead.")
    field = "name"


@operation()
def enter_area(*, entry: AreaEntry, by: Actor) -> RevitalisationArea:
    require(by, Permission.EDIT_PROJECTS)
    ranges = _decided(entry)
    if _twins(entry).exists():
        raise AreaKnown(name=entry.name)
    area = RevitalisationArea.objects.create(**_columns(entry))
    _write_ranges(area, ranges)
    audit.record("entered a revitalisation area", area, by=by)
    return area


@operation()
def correct_area(
    *, area: RevitalisationArea, entry: AreaEntry, version: int, by: Actor
) -> RevitalisationArea:
    """Replace the facts and the list; a new resolution is a new area, not a correction."""
    require(by, Permission.EDIT_PROJECTS)
    locked = RevitalisationArea.objects.select_for_update().get(pk=area.pk)
    if locked.version != version:
        raise StaleEdit
    ranges = _decided(entry)
    if _twins(entry).exclude(pk=locked.pk).exists():
        raise AreaKnown(name=entry.name)
    for name, value in _columns(entry).items():
        setattr(locked, name, value)
    locked.version += 1
    locked.save()
    locked.ranges.all().delete()
    _write_ranges(locked, ranges)
    audit.record("corrected a revitalisation area", locked, by=by)
    return locked


def _decided(entry: AreaEntry) -> list[rules.Range]:
    if entry.valid_to is not None and entry.valid_to < entry.valid_from:
        raise AreaEndsBeforeStart(
            valid_from=formats.day(entry.valid_from), valid_to=formats.day(entry.valid_to)
        )
    ranges, broken = read_lines(entry.lines)
    if broken:
        shown = [f"{number}. „{line}”" for number, line in broken[:SHOWN_LINES]]
        raise UnreadableLines(lines=", ".join(shown) + (" …" if broken[SHOWN_LINES:] else ""))
    if not ranges:
        raise NoLines
    return ranges


def read_lines(lines: Sequence[str]) -> tuple[list[rules.Range], list[tuple[int, str]]]:
    """What the lines list, and those that cannot be read with their numbers; empty lines are none."""
    ranges: list[rules.Range] = []
    broken: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            ranges += rules.read_line(line)
        except rules.UnreadableLine:
            broken.append((number, line.strip()))
    return ranges, broken


def _twins(entry: AreaEntry) -> QuerySet[RevitalisationArea]:
    same = {"gmina": entry.gmina, "name": entry.name, "valid_from": entry.valid_from}
    return RevitalisationArea.objects.filter(**same)


def _columns(entry: AreaEntry) -> dict[str, object]:
    return {name: value for name, value in vars(entry).items() if name != "lines"}


def _write_ranges(area: RevitalisationArea, ranges: Sequence[rules.Range]) -> None:
    StreetRange.objects.bulk_create(
        StreetRange(
            area=area,
            position=position,
            street=one.street,
            first=str(one.first or ""),
            last=str(one.last or ""),
            parity=one.parity,
        )
        for position, one in enumerate(ranges)
    )
