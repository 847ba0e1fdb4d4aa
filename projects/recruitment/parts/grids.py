"""Grids and rankings on a page: criteria in words, what a new version changes, printed lists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from projects.recruitment import queries
from projects.recruitment.entries import ShippedGrid
from projects.recruitment.models import Candidate, Criterion, Grid
from projects.recruitment.queries import Rescored
from projects.recruitment.rules import grid as rules
from projects.recruitment.sentences import edges_in_words, points_in_words, worth_in_words
from projects.recruitment.vocabulary import Standing
from ui import formats
from ui.parts import Cell, Column, Table


@dataclass(frozen=True)
class CriterionRow:
    """One criterion as the page of the grid shows it: what gives how many points."""

    criterion: Criterion
    lines: list[tuple[str, str]]


def grid_cards(grid: Grid) -> dict[str, Any]:
    """What the page of one version shows: its criteria, the most points, gaps between bands."""
    criteria = list(queries.criteria_of(grid))
    return {
        "grid": grid,
        "rows": [criterion_row(criterion) for criterion in criteria],
        "most": most_points(criteria),
        "gaps": gaps_in_words(criteria),
    }


def criterion_row(criterion: Criterion) -> CriterionRow:
    return CriterionRow(criterion, worth_in_words(queries.as_rule(criterion)))


def most_points(criteria: Iterable[Criterion]) -> str:
    """The most points that the grid can give; nothing where counting has no end."""
    each = [rules.most(queries.as_rule(criterion)) for criterion in criteria]
    known = [points for points in each if points is not None]
    return points_in_words(sum(known, Decimal(0))) if known and len(known) == len(each) else ""


def gaps_in_words(criteria: Sequence[Criterion]) -> list[str]:
    sentence = _(
        "%(criterion)s: between “%(lower)s” and “%(upper)s” there are numbers that give no points."
    )
    return [
        sentence
        % {
            "criterion": criterion.name,
            "lower": f"{lower.label}, {edges_in_words(lower)}",
            "upper": f"{upper.label}, {edges_in_words(upper)}",
        }
        for criterion, lower, upper in queries.warnings_of(criteria)
    ]


def shipped_source(grid: ShippedGrid) -> str:
    """Where a shipped grid comes from, and how its contradictions were read."""
    return "\n".join([grid.source, *grid.readings])


def rescored_table(rescored: Sequence[Rescored]) -> Table | None:
    if not rescored:
        return None
    columns = [
        Column(_("Candidate")),
        Column(_("Points now"), "number"),
        Column(_("Points after"), "number"),
        Column(_("What remains")),
    ]
    rows = [
        [
            f"{each.candidate.number}. {each.candidate}",
            each.before if each.before is not None else "NO_DATA",
            each.after.points,
            "" if each.after.is_whole else _("to be scored again in part"),
        ]
        for each in rescored
    ]
    return Table(_("What the new version makes of those scored so far"), columns, rows)


def ranking_tables(candidates: Sequence[Candidate], *, with_names: bool) -> list[Table]:
    """One list for each decision, the place in the whole ranking kept; empty ones are left out."""
    placed = list(enumerate(candidates, start=1))
    titles = [
        (Standing.APPLIED, _("Ranking, before decisions")),
        (Standing.ACCEPTED, _("Accepted")),
        (Standing.RESERVE, _("Reserve list")),
        (Standing.REJECTED, _("Not accepted")),
    ]
    with_points = any(candidate.points is not None for candidate in candidates)
    shown = {"with_names": with_names, "with_points": with_points}
    tables = [
        _ranking(title, [pair for pair in placed if pair[1].standing == standing], **shown)
        for standing, title in titles
    ]
    return [table for table in tables if table.rows]


def _ranking(
    title: str, placed: list[tuple[int, Candidate]], *, with_names: bool, with_points: bool
) -> Table:
    columns = [
        Column(_("Place")),
        Column(_("Application no.")),
        *([Column(_("Candidate"))] if with_names else []),
        *([Column(_("Points"), "number")] if with_points else []),
        Column(_("Applied"), wide_only=True),
    ]
    shown = {"with_names": with_names, "with_points": with_points}
    rows = [_ranked(place, each, **shown) for place, each in placed]
    return Table(title, columns, rows, caption_hidden=True)


def _ranked(
    place: int, candidate: Candidate, *, with_names: bool, with_points: bool
) -> list[object]:
    name = [str(candidate) if not candidate.erased_at else _("data deleted")]
    points = Cell(candidate.points, tag=_("priority") if candidate.has_priority else "")
    # Why is nobody's business on the list for publication.
    if with_names and queries.is_admitted_first(candidate):
        points = replace(points, tag_title=_("Uses food aid: by the agreement, admitted first"))
    return [
        str(place),
        str(candidate.number),
        *(name if with_names else []),
        *([points] if with_points else []),
        formats.moment(candidate.applied_at),
    ]
