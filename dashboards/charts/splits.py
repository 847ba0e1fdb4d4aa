"""Of whom the participants consist: women and men, with and without disabilities."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from dashboards.charts import drawing
from dashboards.disclosure import Figure, rate
from ui import formats

# Dots, because hatching means hidden wherever colours stand for classes; on the lighter side, where
# a number in dark ink is still read over them.
OTHERS_PATTERN = "."

Pair = tuple[Figure, Figure]


class Counted(StrEnum):
    """The two honest counts; a chart always says which of them it shows."""

    PEOPLE = "people"
    PARTICIPATIONS = "participations"


@dataclass(frozen=True)
class SexSplit:
    label: str
    women: Figure
    men: Figure

    @property
    def pair(self) -> Pair:
        return self.women, self.men


@dataclass(frozen=True)
class DisabilitySplit:
    label: str
    with_disabilities: Figure
    without_disabilities: Figure

    @property
    def pair(self) -> Pair:
        return self.with_disabilities, self.without_disabilities


Split = SexSplit | DisabilitySplit


def women_and_men(
    rows: Sequence[SexSplit],
    *,
    counted: Counted = Counted.PEOPLE,
    total: SexSplit | None = None,
    is_rounded: bool = False,
) -> drawing.Chart:
    """Draw women beside men, a bar for each row; the sentences speak of `total`, as released.

    A share of rounded numbers is told as one that is about so large.
    """
    whole = _whole(rows, total)
    share = _share(whole)
    by_people = counted is Counted.PEOPLE
    names = _("Women"), _("Men")
    return drawing.Chart(
        finding=_women(share, is_rounded=is_rounded) if share else _("Participants by sex"),
        subtitle=_("People by sex") if by_people else _("Participations by sex"),
        figure_json=_figure_json(rows, names, ("", "")),
        columns=_columns(names),
        rows=_table(rows),
        summary=_("Women: %(first)s, men: %(second)s; rows with a number not shown: %(gaps)s.")
        % _facts(whole, rows),
    )


def _women(share: str, *, is_rounded: bool) -> str:
    if is_rounded:
        return _("Women are about %(share)s of participants") % {"share": share}
    return _("Women are %(share)s of participants") % {"share": share}


def disability_split(
    rows: Sequence[DisabilitySplit],
    *,
    counted: Counted = Counted.PEOPLE,
    total: DisabilitySplit | None = None,
) -> drawing.Chart:
    """Draw participants with disabilities beside the others, a bar for each row (women, men)."""
    whole = _whole(rows, total)
    share = _share(whole)
    by_people = counted is Counted.PEOPLE
    names = _("With disabilities"), _("Without disabilities")
    return drawing.Chart(
        finding=_("%(share)s of participants have disabilities") % {"share": share}
        if share
        else _("Participants by disability"),
        subtitle=_("People by sex and disability")
        if by_people
        else _("Participations by sex and disability"),
        figure_json=_figure_json(rows, names, ("", OTHERS_PATTERN)),
        columns=_columns(names),
        rows=_table(rows),
        summary=_(
            "With disabilities: %(first)s, without: %(second)s;"
            " rows with a number not shown: %(gaps)s."
        )
        % _facts(whole, rows),
    )


def _whole(rows: Sequence[Split], total: Split | None) -> Pair:
    """Return the released total, or the sum of the rows unless something in them is missing."""
    if total:
        return total.pair
    pairs = [row.pair for row in rows]
    missing = [figure for pair in pairs for figure in pair if not figure.is_shown]
    if missing:
        return missing[0], missing[0]
    return tuple(Figure.of(sum(pair[side].value for pair in pairs)) for side in (0, 1))


def _share(whole: Pair) -> str:
    """Return what part the first is of both, or nothing where that cannot be said."""
    first, second = whole
    if not (first.is_shown and second.is_shown):
        return ""
    share = rate(first.value, first.value + second.value)
    return "" if share is None else formats.percent(float(share), 0)


def _facts(whole: Pair, rows: Sequence[Split]) -> dict[str, str]:
    gaps = sum(not all(figure.is_shown for figure in row.pair) for row in rows)
    return {
        "first": drawing.written(whole[0]),
        "second": drawing.written(whole[1]),
        "gaps": formats.number(gaps),
    }


def _columns(names: tuple[str, str]) -> tuple[drawing.Column, ...]:
    first = drawing.Column(_("Group"), align="start")
    return (first, *(drawing.Column(name) for name in names))


def _table(rows: Sequence[Split]) -> tuple[tuple[drawing.Value, ...], ...]:
    return drawing.table([row.label for row in rows], *_sides(rows))


def _sides(rows: Sequence[Split]) -> tuple[list[Figure], list[Figure]]:
    return [row.pair[0] for row in rows], [row.pair[1] for row in rows]


def _figure_json(rows: Sequence[Split], names: tuple[str, str], patterns: tuple[str, str]) -> str:
    traces = [
        drawing.bars(
            name,
            side,
            y=[row.label for row in rows],
            orientation="h",
            # One bar alone would fill the whole picture.
            width=0.5 if len(rows) == 1 else None,
            text=[drawing.written(figure) if figure.is_shown else "" for figure in side],
            textposition="inside",
            insidetextanchor="start",
            textangle=0,
            textfont={"size": 13, "weight": 700},
            marker={"pattern": {**drawing.pattern(shape), "fgopacity": 0.25}},
        )
        for name, shape, side in zip(names, patterns, _sides(rows), strict=True)
    ]
    layout = {
        **drawing.LYING,
        "yaxis": {**drawing.LYING["yaxis"], "type": "category"},
        "annotations": [note for row in rows for note in _notes(row, names)],
        "showlegend": True,
        "legend": {"traceorder": "normal"},
        "margin": {"t": 36},
        # A number that does not fit its piece of the bar is left to the table.
        "uniformtext": {"minsize": 10, "mode": "hide"},
    }
    return drawing.figure_json(traces, layout)


def _notes(row: Split, names: tuple[str, str]) -> list[dict]:
    """Say at the end of a bar which side of it is missing and why, or that nobody is there."""
    missing = {
        name: drawing.written(figure)
        for name, figure in zip(names, row.pair, strict=True)
        if not figure.is_shown
    }
    shown = sum(figure.value for figure in row.pair if figure.is_shown)
    if not missing:
        return [] if shown else [_at_end(row.label, 0, formats.number(0))]
    if len(missing) == len(names) and len(set(missing.values())) == 1:
        return [_at_end(row.label, 0, missing[names[0]])]
    words = ", ".join(f"{name}: {word}" for name, word in missing.items())
    return [_at_end(row.label, shown, words)]


def _at_end(label: str, length: float, text: str) -> dict:
    return drawing.note(text, x=length, y=label, xanchor="left", yanchor="middle", xshift=6)
