"""One indicator by one trait: everybody, and women and men where they are told apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dashboards.charts import drawing, lying
from dashboards.disclosure import Figure, rate
from ui import charts_theme, formats

NO_DATA = Figure.no_data()
# A share that cannot be said.
NOTHING = "–"


@dataclass(frozen=True)
class Slice:
    """One value of the trait; women and men are left out where the trait says them already."""

    label: str
    everybody: Figure
    women: Figure | None = None
    men: Figure | None = None

    @property
    def has_sexes(self) -> bool:
        return self.women is not None and self.men is not None

    def share_of(self, total: Figure) -> str:
        """A part of the whole, of shown numbers and of a base that can carry it."""
        if self.everybody.value is None or total.value is None:
            return ""
        share = rate(int(self.everybody.value), int(total.value))
        return "" if share is None else formats.percent(float(share), 0)


def breakdown(
    rows: Sequence[Slice], *, indicator: str, trait: str, total: Figure, counted: str
) -> drawing.Chart:
    """Draw a lying bar for each value, women and men in it; shares are of `total`, as released."""
    texts = [_text(row, total) for row in rows]
    by_sex = all(row.has_sexes for row in rows) and bool(rows)
    columns = [_("Everybody"), *([_("Women"), _("Men")] if by_sex else [])]
    return drawing.Chart(
        finding=_finding(rows, total, indicator=indicator, trait=trait),
        subtitle=_("%(indicator)s, by: %(trait)s; %(counted)s")
        % {"indicator": indicator, "trait": trait, "counted": counted},
        figure_json=_figure_json(rows, texts, by_sex=by_sex),
        columns=(
            drawing.Column(trait[:1].upper() + trait[1:], align="start"),
            *(drawing.Column(name) for name in columns),
            drawing.Column(_("Share"), align="start"),
        ),
        rows=tuple(
            (*line, row.share_of(total) or NOTHING)
            for line, row in zip(_table(rows, by_sex=by_sex), rows, strict=True)
        ),
        summary="; ".join(texts) + ".",
    )


def _table(rows: Sequence[Slice], *, by_sex: bool) -> tuple[tuple[drawing.Value, ...], ...]:
    sides = [[row.women or NO_DATA for row in rows], [row.men or NO_DATA for row in rows]]
    columns = [[row.everybody for row in rows], *(sides if by_sex else [])]
    return drawing.table([row.label for row in rows], *columns)


def _text(row: Slice, total: Figure) -> str:
    share = row.share_of(total)
    said = f"{row.label}: {drawing.written(row.everybody)}" + (f" ({share})" if share else "")
    if row.women is None or row.men is None:
        return said
    sexes = _("women %(women)s, men %(men)s")
    facts = {"women": drawing.written(row.women), "men": drawing.written(row.men)}
    return f"{said}, {sexes % facts}"


def _figure_json(rows: Sequence[Slice], texts: Sequence[str], *, by_sex: bool) -> str:
    placed = lying.rows(texts)
    look: dict[str, Any] = {
        "y": [row.place for row in placed],
        "width": lying.BAR,
        "orientation": "h",
    }
    colours = {name: {"color": charts_theme.TOKENS[name]} for name in ("sea", "q3", "q2")}
    # Where a side is hidden the bar is drawn of the whole alone: its parts would not fill it.
    split = [row.women and row.men and row.women.is_shown and row.men.is_shown for row in rows]
    whole = [NO_DATA if parted else row.everybody for row, parted in zip(rows, split, strict=True)]
    women = [(row.women or NO_DATA) if on else NO_DATA for row, on in zip(rows, split, strict=True)]
    men = [(row.men or NO_DATA) if on else NO_DATA for row, on in zip(rows, split, strict=True)]
    traces = [drawing.bars(_("Everybody"), whole, marker=colours["q2" if by_sex else "q3"], **look)]
    if not by_sex:
        return lying.figure_json(placed, traces)
    traces.append(drawing.bars(_("Women"), women, marker=colours["sea"], **look))
    traces.append(drawing.bars(_("Men"), men, marker=colours["q3"], **look))
    legend = {"showlegend": True, "legend": {"traceorder": "normal"}, "margin": {"t": 36}}
    return lying.figure_json(placed, traces, **legend)


def _finding(rows: Sequence[Slice], total: Figure, *, indicator: str, trait: str) -> str:
    shown = [row for row in rows if row.everybody.value]
    most = max(shown, key=lambda row: row.everybody.value, default=None)
    if most is None:
        return _("%(indicator)s: nothing to show by %(trait)s") % {
            "indicator": indicator,
            "trait": trait,
        }
    share = most.share_of(total)
    # Within the sentence a word is small, an abbreviation is not.
    value = most.label[:1].lower() + most.label[1:] if most.label[1:2].islower() else most.label
    facts = {"value": value, "n": drawing.written(most.everybody), "share": share}
    if not share:
        return _("%(indicator)s – the most: %(value)s, %(n)s") % {"indicator": indicator, **facts}
    text = _("%(indicator)s – the most: %(value)s, %(share)s of all")
    return text % {"indicator": indicator, **facts}
