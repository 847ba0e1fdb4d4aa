"""Places beside each other by one rate, each with what it is a rate of."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from dashboards.charts import drawing, lying
from dashboards.disclosure import Figure
from ui import charts_theme, formats


@dataclass(frozen=True)
class Compared:
    """One place: its rate, and in words the two numbers that the rate is made of.

    `word` is said where there is none, if its state does not say it.
    """

    label: str
    rate: Figure
    basis: str = ""
    word: str = ""


@dataclass(frozen=True)
class Measure:
    """What is compared: its name, how its numbers are written, and the programme's own rate."""

    name: str
    suffix: str = ""
    whole: Figure = Figure.no_data()
    decimals: int = 1

    def written(self, figure: Figure) -> str:
        if figure.value is None:
            return drawing.written(figure)
        return formats.number(figure.value, self.decimals) + self.suffix

    def said(self, row: Compared) -> str:
        return row.word or self.written(row.rate)


def compare(rows: Sequence[Compared], measure: Measure) -> drawing.Chart:
    """Draw the places from the highest rate down, with a line at the programme's own.

    Places without a rate follow by name: where they stand must not tell what they hide.
    """
    ordered = in_order(rows)
    texts = [_text(row, measure) for row in ordered]
    placed = lying.rows(texts)
    bars = drawing.bars(
        measure.name,
        [row.rate for row in ordered],
        y=[row.place for row in placed],
        width=lying.BAR,
        orientation="h",
        marker={"color": charts_theme.TOKENS["q3"]},
    ).update(customdata=[measure.said(row) for row in ordered])
    return drawing.Chart(
        finding=_finding(ordered, measure),
        subtitle=_subtitle(measure),
        figure_json=lying.figure_json(placed, [bars], is_crossed=True, **_whole_line(measure)),
        columns=(
            drawing.Column(_("Powiat or city"), align="start"),
            drawing.Column(measure.name, align="start"),
            drawing.Column(_("Made of"), align="start"),
        ),
        rows=tuple((row.label, measure.said(row), row.basis or "–") for row in ordered),
        summary="; ".join(texts) + ".",
    )


def in_order(rows: Sequence[Compared]) -> list[Compared]:
    """The highest rate first; whoever has none after them, in the order of the alphabet."""
    shown = [row for row in rows if row.rate.is_shown]
    silent = [row for row in rows if not row.rate.is_shown]
    by_name = sorted(shown, key=lambda row: row.label)
    return sorted(by_name, key=lambda row: Decimal(row.rate.value or 0), reverse=True) + sorted(
        silent, key=lambda row: row.label
    )


def _text(row: Compared, measure: Measure) -> str:
    said = f"{row.label}: {measure.said(row)}"
    return f"{said} ({row.basis})" if row.basis else said


def _subtitle(measure: Measure) -> str:
    if measure.whole.value is None:
        return measure.name
    facts = {"name": measure.name, "whole": measure.written(measure.whole)}
    return _("%(name)s; dashed line: the whole programme, %(whole)s") % facts


def _whole_line(measure: Measure) -> dict[str, object]:
    if measure.whole.value is None:
        return {}
    at = float(measure.whole.value)
    ends = {"x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper"}
    return {"shapes": [{"type": "line", "line": charts_theme.TARGET_LINE, **ends}]}


def _finding(ordered: Sequence[Compared], measure: Measure) -> str:
    shown = [row for row in ordered if row.rate.is_shown]
    if not shown:
        return _("No rate can be compared for this choice")
    first, last = shown[0], shown[-1]
    if first.rate == last.rate:
        return _("%(name)s – %(place)s: %(rate)s") % {
            "name": measure.name,
            "place": first.label,
            "rate": measure.written(first.rate),
        }
    text = _("%(name)s – the highest: %(first)s, %(most)s; the lowest: %(last)s, %(least)s")
    return text % {
        "name": measure.name,
        "first": first.label,
        "most": measure.written(first.rate),
        "last": last.label,
        "least": measure.written(last.rate),
    }
