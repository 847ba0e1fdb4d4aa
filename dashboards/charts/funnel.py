"""The way of participants as steps, and what part of one step comes to the next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.charts import drawing, lying
from dashboards.disclosure import Figure, rate
from ui import charts_theme, formats

# What the first step kept, and one beside a hidden number.
NOTHING = "–"


@dataclass(frozen=True)
class Step:
    label: str
    count: Figure


def funnel(steps: Sequence[Step]) -> drawing.Chart:
    """Draw a lying bar for each step; the share kept is said where both of its numbers are shown."""
    kept = [""] + [_kept(before, step) for before, step in zip(steps, steps[1:], strict=False)]
    texts = [
        f"{step.label}: {drawing.written(step.count)}" + (f", {share}" if share else "")
        for step, share in zip(steps, kept, strict=True)
    ]
    placed = lying.rows(texts)
    bars = drawing.bars(
        _("Participations"),
        [step.count for step in steps],
        y=[row.place for row in placed],
        width=lying.BAR,
        orientation="h",
        # Darker with each step: the order is seen without words, and in grey print too.
        marker={"color": _shades(len(steps))},
    )
    return drawing.Chart(
        finding=_finding(steps),
        subtitle=_("How many come to each step, and what part of the step before it"),
        figure_json=lying.figure_json(placed, [bars]),
        columns=(
            drawing.Column(_("Step"), align="start"),
            drawing.Column(_("Participations")),
            drawing.Column(_("Kept from the step before"), align="start"),
        ),
        rows=tuple(
            (*row, share or NOTHING)
            for row, share in zip(
                drawing.table([s.label for s in steps], [s.count for s in steps]), kept, strict=True
            )
        ),
        summary="; ".join(texts) + ".",
    )


def _kept(before: Step, step: Step) -> str:
    share = _share(before.count, step.count)
    return _("%(share)s of the step before") % {"share": share} if share else ""


def _share(whole: Figure, part: Figure) -> str:
    """A percentage of whole people who went on; steps that are no part of each other have none."""
    if whole.value is None or part.value is None or part.value > whole.value:
        return ""
    share = rate(int(part.value), int(whole.value))
    return "" if share is None else formats.percent(float(share), 0)


def _finding(steps: Sequence[Step]) -> str:
    shown = [step for step in steps if step.count.is_shown]
    if len(shown) < 2:
        return _("From the first step to the last")
    first, last = shown[0], shown[-1]
    share = _share(first.count, last.count)
    if not share or (first, last) != (steps[0], steps[-1]):
        return _between(first, last, share)
    text = ngettext(
        "%(share)s come from the first step to the last: %(last)s of %(n)s",
        "%(share)s come from the first step to the last: %(last)s of %(n)s",
        int(first.count.value or 0),
    )
    facts = {"last": drawing.written(last.count), "n": drawing.written(first.count)}
    return text % (facts | {"share": share})


def _between(first: Step, last: Step, share: str) -> str:
    """From the first step that is shown to the last, by their names."""
    said = ". ".join(f"{step.label}: {drawing.written(step.count)}" for step in (first, last))
    return _("%(steps)s, which is %(share)s") % {"steps": said, "share": share} if share else said


def _shades(count: int) -> list[str]:
    return [charts_theme.TOKENS[f"q{min(2 + place, 5)}"] for place in range(count)]
