"""Grids and rankings on a page: criteria in words, what a new version changes, printed lists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from projects.recruitment import queries
from projects.recruitment.entries import ShippedGrid
from projects.recruitment.models import Candidate, Criterion
from projects.recruitment.queries import Rescored
from projects.recruitment.rules import grid as rules
from projects.recruitment.sentences import band_in_words, edges_in_words, points_in_words
from projects.recruitment.vocabulary import Kind, Standing
from ui import formats
from ui.parts import Cell, Column, Table


@dataclass(frozen=True)
class CriterionRow:
    """One criterion as the page of the grid shows it: what gives how many points."""

    criterion: Criterion
    lines: list[tuple[str, str]]


def criterion_row(criterion: Criterion) -> CriterionRow:
    return CriterionRow(criterion, _lines(criterion))


def _lines(criterion: Criterion) -> list[tuple[str, str]]:
    if criterion.kind == Kind.PRIORITY:
        return [(_("yes"), _("before those without it"))]
    if criterion.kind in (Kind.NUMBER, Kind.CHOICE):
        return [
            (band_in_words(queries.band_as_rule(band)), points_in_words(band.points))
            for band in criterion.bands.all()
        ]
    points = points_in_words(criterion.points or Decimal(0))
    if criterion.kind == Kind.YES_NO:
        return [(_("yes"), points)]
    if criterion.most_points is None:
        return [(_("for each"), points)]
    most = {"most": points_in_words(criterion.most_points)}
    return [(_("for each, at most %(most)s") % most, points)]


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
    tables = [
        _ranking(title, [pair for pair in placed if pair[1].standing == standing], with_names)
        for standing, title in titles
    ]
    return [table for table in tables if table.rows]


def _ranking(title: str, placed: list[tuple[int, Candidate]], with_names: bool) -> Table:
    columns = [
        Column(_("Place")),
        Column(_("Application no."), "number"),
        *([Column(_("Candidate"))] if with_names else []),
        Column(_("Points"), "number"),
        Column(_("Applied")),
    ]
    return Table(title, columns, [_ranked(place, each, with_names) for place, each in placed])


def _ranked(place: int, candidate: Candidate, with_names: bool) -> list[object]:
    name = [str(candidate) if not candidate.erased_at else _("data deleted")]
    return [
        str(place),
        candidate.number,
        *(name if with_names else []),
        Cell(candidate.points, tag=_("priority") if candidate.has_priority else ""),
        formats.moment(candidate.applied_at),
    ]
