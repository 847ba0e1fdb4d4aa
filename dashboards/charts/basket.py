"""The basket of support: hours given in each area against what was planned, and to how many people."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from dashboards.charts import drawing, lying
from dashboards.disclosure import Figure, State
from ui import charts_theme, formats


@dataclass(frozen=True)
class AreaHours:
    """One area of the basket; people are left out, both, where nobody is told how many there were."""

    label: str
    planned: Figure
    given: Figure
    people_planned: Figure | None = None
    people_given: Figure | None = None

    @property
    def share(self) -> Decimal | None:
        """What part of the plan was given, if there was a plan and both are shown."""
        if not self.planned.value or self.given.value is None:
            return None
        return Decimal(self.given.value) / Decimal(self.planned.value)

    @property
    def sentence(self) -> str:
        return self._said(
            _("%(given)s hours given, %(planned)s planned"),
            _("people given hours: %(given)s, planned: %(planned)s"),
        )

    @property
    def short(self) -> str:
        """The same in as few words as stand above a bar."""
        told = [self.planned, self.given, self.people_planned, self.people_given]
        if all(one is None or one.state is State.HIDDEN for one in told):
            return drawing.written(self.given)
        return self._said(
            _("hours: %(given)s, planned %(planned)s"), _("people: %(given)s, planned %(planned)s")
        )

    def _said(self, hours: str, people: str) -> str:
        """Hours with their share of the plan, and people where they are told."""
        facts = {"given": drawing.written(self.given), "planned": drawing.written(self.planned)}
        said = hours % facts
        if self.share is not None:
            said += f" ({formats.percent(self.share, 0)})"
        return f"{said}; {people % self._people}" if self.has_people else said

    @property
    def _people(self) -> dict[str, str]:
        return {
            "given": drawing.written(self.people_given or Figure.no_data()),
            "planned": drawing.written(self.people_planned or Figure.no_data()),
        }

    @property
    def has_people(self) -> bool:
        return self.people_planned is not None and self.people_given is not None


def basket(rows: Sequence[AreaHours], *, total: AreaHours) -> drawing.Chart:
    """Draw the hours given in each area, with a stroke at what was planned; `total` is as released."""
    lines = [*rows, total]
    people = _people(lines) if all(line.has_people for line in lines) else {}
    return drawing.Chart(
        finding=_finding(rows, total),
        subtitle=_("Hours given in each area; stroke: hours planned"),
        figure_json=_figure_json(rows),
        columns=(
            drawing.Column(_("Area"), align="start"),
            *map(drawing.Column, people),
            drawing.Column(_("Hours planned")),
            drawing.Column(_("Hours given")),
        ),
        rows=drawing.table(
            [line.label for line in lines],
            *people.values(),
            [line.planned for line in lines],
            [line.given for line in lines],
        ),
        summary=" ".join(f"{line.label}: {line.sentence}." for line in lines),
    )


def _people(lines: Sequence[AreaHours]) -> dict[str, list[Figure]]:
    return {
        _("People with hours planned"): [line.people_planned or Figure.no_data() for line in lines],
        _("People given hours"): [line.people_given or Figure.no_data() for line in lines],
    }


def _figure_json(rows: Sequence[AreaHours]) -> str:
    placed = lying.rows(f"{row.label}: {row.short}" for row in rows)
    places = [row.place for row in placed]
    bars = drawing.bars(
        _("Hours given"),
        [row.given for row in rows],
        y=places,
        width=lying.BAR,
        orientation="h",
        marker={"color": charts_theme.TOKENS["q3"]},
    )
    strokes = drawing.marks(_("Hours planned"), [row.planned for row in rows], y=places)
    return lying.figure_json(placed, [bars, strokes])


def _finding(rows: Sequence[AreaHours], total: AreaHours) -> str:
    """Which area had the most is said only where none is hidden: it could be that one."""
    if any(row.given.state is State.HIDDEN for row in rows):
        return _share_given(total) or _("Hours of some areas are hidden")
    most = max(
        (row for row in rows if row.given.value), key=lambda row: row.given.value, default=None
    )
    if most is None:
        return _("No hours of support can be shown yet")
    if total.share is None:
        return _("The most hours were given in the area: %(area)s") % {"area": most.label}
    text = _("%(share)s of the planned hours were given; the most in the area: %(area)s")
    return text % {"share": formats.percent(total.share, 0), "area": most.label}


def _share_given(total: AreaHours) -> str:
    if total.share is None:
        return ""
    return _("%(share)s of the planned hours were given") % {
        "share": formats.percent(total.share, 0)
    }
