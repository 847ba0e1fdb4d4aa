"""The levels of targets as tables: what a level set, what its parts make together, the gap, the parts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.targets import rules
from indicators.targets.rules import ALL_CELLS, DISABLED, WHOLE, CellName, Compared, Level
from ui import formats
from ui.parts import Cell, Column, Table

NOT_SET = "NOT_SET"
MOST_NAMED = 6
# The days of a period as the address names them; empty is the final target.
Days = str
FINAL: Days = ""


@dataclass(frozen=True, kw_only=True)
class Said:
    """One target as its level said it, final or for the days of a period."""

    code: str
    subset: str
    days: Days = FINAL
    period: str = ""
    cells: rules.Cells
    invented: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """Which indicator is looked at, and which period."""

    code: str
    days: Days = FINAL


@dataclass(frozen=True)
class Words:
    """How the lines of one level are called."""

    own: str
    parts_sum: str
    gap: str
    # Of the parts' parts, where they are compared too.
    inner_sum: str = ""
    inner_gap: str = ""


@dataclass(frozen=True)
class Grid:
    """A table with its title; `key` is its place on the page."""

    title: str
    table: Table
    key: str
    notes: list[str] = field(default_factory=list)
    # Of the level itself, above its parts.
    own_lines: int = 0


def days_of(starts_on: object, ends_on: object) -> Days:
    return f"{starts_on}_{ends_on}" if starts_on else FINAL


def level(
    name: str,
    said: Iterable[Said],
    choice: Choice,
    *,
    parts: Sequence[Level] = (),
    url: str = "",
) -> Level:
    """A level as it set the chosen indicator in the chosen period."""
    counts: dict[CellName, int] = {}
    invented: set[CellName] = set()
    for one in said:
        if (one.code, one.days) == (choice.code, choice.days):
            for cell in rules.NAMES:
                count = one.cells.count(cell)
                if count is not None:
                    counts[one.subset, cell] = count
            invented |= {(one.subset, cell) for cell in one.invented}
    return Level(name, counts, parts, url, frozenset(invented))


def choices_of(said: Iterable[Said], known: Mapping[str, str]) -> list[tuple[str, str]]:
    """The indicators for which anything is set, in order, with their names."""
    codes = {one.code for one in said}
    strangers = sorted(codes - set(known))
    return [(code, name) for code, name in known.items() if code in codes] + [
        (code, code) for code in strangers
    ]


def periods_of(said: Iterable[Said]) -> list[tuple[Days, str]]:
    """The final target and every stretch of time that anybody planned, with the names given to it."""
    names: dict[Days, set[str]] = {}
    for one in said:
        if one.days:
            names.setdefault(one.days, set()).add(one.period)
    told = [(days, f"{_span(days)} ({', '.join(sorted(names[days]))})") for days in sorted(names)]
    return [(FINAL, _("final")), *told]


Wholes = Mapping[tuple[Days, str], Days]


def wholes(said: Iterable[Said]) -> Wholes:
    """Of each period the longest of its name that holds it, so that they are read as one.

    A project that begins in March plans its "year 2026" from March on: it is that year all the same.
    """
    named = {(one.days, one.period) for one in said if one.days}
    return {(days, name): _whole(days, name, named) for days, name in named}


def _whole(days: Days, name: str, named: Iterable[tuple[Days, str]]) -> Days:
    first, last = _ends(days)
    alike = (_ends(other) for other, called in named if called == name)
    holding = [ends for ends in alike if ends[0] <= first and last <= ends[1]]
    return days_of(*max(holding, key=lambda ends: ends[1] - ends[0]))


def read_as(said: Iterable[Said], whole: Wholes) -> list[Said]:
    return [replace(one, days=whole.get((one.days, one.period), one.days)) for one in said]


def days_now(said: Iterable[Said], code: str, *, on: date) -> Days:
    """The period we are in for which most is set; else the final target, else the nearest period."""
    own = Counter(one.days for one in said if one.code == code)
    now = [days for days in own if is_within(days, on)]
    if now:
        return max(now, key=lambda days: (own[days], days))
    return FINAL if FINAL in own or not own else min(own, key=lambda days: _distance(days, on))


def is_within(days: Days, on: date) -> bool:
    """Whether a day is in a period; the final target has no days."""
    return bool(days) and _ends(days)[0] <= on <= _ends(days)[1]


def _distance(days: Days, on: date) -> int:
    return min(abs((end - on).days) for end in _ends(days))


def _ends(days: Days) -> tuple[date, date]:
    first, _under, last = days.partition("_")
    return date.fromisoformat(first), date.fromisoformat(last)


def concerns(days: Days, starts_on: date, ends_on: date) -> bool:
    """Whether a project that lasts from one day to another can have a target of the period."""
    return not days or (starts_on <= _ends(days)[1] and _ends(days)[0] <= ends_on)


def has_said(said: Iterable[Said], choice: Choice) -> bool:
    return any((one.code, one.days) == (choice.code, choice.days) for one in said)


def called(indicator: str, said: Iterable[Said], choice: Choice) -> str:
    """The indicator, with the name of the period where one is looked at."""
    names = sorted({one.period for one in said if one.days and one.days == choice.days})
    return ", ".join([indicator, *names])


def _span(days: Days) -> str:
    return " – ".join(formats.day(each) for each in _ends(days))


def grid(one: Level, words: Words, *, key: str, with_subset: bool) -> Grid:
    """A level above its parts: three lines of its own, then what each part set."""
    cells = _cells(with_subset)
    against = {cell: rules.compared(one, cell) for cell in cells}
    rows: list[list[object]] = [
        [words.own, *(_value(one, cell) for cell in cells)],
        [words.parts_sum, *(_sum(against[cell]) for cell in cells)],
        [words.gap, *(_gap(against[cell]) for cell in cells)],
    ]
    if words.inner_sum:
        inner = {cell: rules.compared_with_inner(one, cell) for cell in cells}
        rows.append([words.inner_sum, *(_sum(inner[cell]) for cell in cells)])
        rows.append([words.inner_gap, *(_gap(inner[cell]) for cell in cells)])
    table = _table(one, [*rows, *_parts(one, cells)], cells)
    notes = [*_missing(one, against[WHOLE, "total"]), *_abbreviations(with_subset)]
    return Grid(one.name, table, key, notes, own_lines=len(rows))


def finding(one: Level, indicator: str) -> str:
    """What the level wants in total beside what its projects promised; nothing where neither did."""
    told = rules.compared(one, (WHOLE, "total"))
    own = one.counts.get((WHOLE, "total"))
    facts = {
        "indicator": indicator,
        "own": formats.words("NOT_SET" if own is None else own),
        "sum": formats.words("NOT_SET" if told.sum_of_parts is None else told.sum_of_parts),
    }
    if own is None and told.sum_of_parts is None:
        return ""
    if own is None:
        return _("%(indicator)s: the projects promised %(sum)s, the unit has no target") % facts
    if told.sum_of_parts is None:
        return _("%(indicator)s: the unit's target is %(own)s, no project promised any") % facts
    return _("%(indicator)s: the unit's target is %(own)s, the projects promised %(sum)s") % facts


def parts_alone(one: Level, *, key: str, with_subset: bool) -> Grid:
    """The parts without a sum, for whoever does not see all of them."""
    cells = _cells(with_subset)
    table = _table(one, _parts(one, cells), cells)
    return Grid(one.name, table, key, _abbreviations(with_subset))


def _abbreviations(with_subset: bool) -> list[str]:
    return [_("PwD: people with disabilities, among all those of the indicator.")] * with_subset


def _cells(with_subset: bool) -> list[CellName]:
    return [cell for cell in ALL_CELLS if with_subset or cell[0] == WHOLE]


def _parts(one: Level, cells: Sequence[CellName]) -> list[list[object]]:
    return [
        [Cell(part.name, url=part.url), *(_value(part, cell) for cell in cells)]
        for part in one.parts
    ]


def _table(one: Level, rows: list[list[object]], cells: Sequence[CellName]) -> Table:
    columns = [Column(_("Level")), *(Column(_head(cell), "number") for cell in cells)]
    return Table(one.name, columns, rows, caption_hidden=True)


def has_subset(levels: Iterable[Level]) -> bool:
    """Whether anybody promised people with disabilities among those of the indicator."""
    return any(
        subset == DISABLED
        for one in levels
        for every in (one, *one.parts, *(inner for part in one.parts for inner in part.parts))
        for subset, _cell in every.counts
    )


def _head(cell: CellName) -> str:
    names = {"women": _("Women"), "men": _("Men"), "total": _("Total")}
    subset, name = cell
    # Six numbers in a row leave no room for the long name; a note under the table tells it.
    return _("PwD: %(cell)s") % {"cell": names[name].lower()} if subset else names[name]


def _value(one: Level, cell: CellName) -> Cell:
    value = one.counts.get(cell)
    if value is None:
        return Cell(NOT_SET)
    if cell not in one.invented:
        return Cell(value)
    title = _("This was not published; the value is made up for the demonstration.")
    return Cell(value, tag=_("invented"), tag_title=title)


def _sum(told: Compared) -> Cell:
    """The sum of what is set, with of how many parts where some set nothing."""
    if told.sum_of_parts is None:
        return Cell(NOT_SET)
    if not told.parts_missing:
        return Cell(told.sum_of_parts)
    of = _("%(known)s of %(all)s") % {"known": told.parts_set, "all": told.parts_count}
    title = _("So many have set this number; the others are not in the sum.")
    return Cell(told.sum_of_parts, tag=of, tag_title=title)


def _gap(told: Compared) -> Cell:
    return Cell(NOT_SET if told.gap is None else told.gap)


def _missing(one: Level, told: Compared) -> list[str]:
    """How many parts have set no total, and which: the sum says nothing about them."""
    if not told.parts_missing:
        return []
    sentence = ngettext(
        "%(n)s of %(all)s has no target in total and is not in the sum.",
        "%(n)s of %(all)s have no target in total and are not in the sum.",
        told.parts_missing,
    )
    said = sentence % {"n": told.parts_missing, "all": told.parts_count}
    names = [part.name for part in one.parts if (WHOLE, "total") not in part.counts]
    if len(names) > MOST_NAMED:
        return [said]
    return [said + " " + _("Not set by: %(names)s.") % {"names": ", ".join(names)}]
