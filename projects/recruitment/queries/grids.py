"""Grids: the version in force, the one being prepared, what a change would do to the points."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Subquery

from projects.recruitment.models import Band, Candidate, Criterion, Grid, Recruitment, Score
from projects.recruitment.rules import grid as rules
from projects.recruitment.rules import scoring


def grid_in_force(recruitment: Recruitment) -> Grid:
    """The latest version that was put in force; a round has one from its first day."""
    return recruitment.grids.exclude(in_force_at=None).order_by("-version_no")[:1].get()


def grid_being_prepared(recruitment: Recruitment) -> Grid | None:
    return recruitment.grids.filter(in_force_at=None).first()


def criteria_of(grid: Grid) -> QuerySet[Criterion]:
    return grid.criteria.prefetch_related("bands").order_by("position", "pk")


def criteria_in_force(recruitment: Recruitment) -> QuerySet[Criterion]:
    """The criteria that decide now, with their bands."""
    latest = recruitment.grids.exclude(in_force_at=None).order_by("-version_no").values("pk")[:1]
    rows = Criterion.objects.filter(grid=Subquery(latest)).prefetch_related("bands")
    return rows.order_by("position", "pk")


def asks_anything(recruitment: Recruitment) -> bool:
    """Whether the grid has a criterion; a round without any is divided by the time of applying."""
    return criteria_in_force(recruitment).exists()


def as_rule(criterion: Criterion) -> rules.Criterion:
    return rules.Criterion(
        code=criterion.code,
        kind=criterion.kind,
        points=criterion.points,
        most_points=criterion.most_points,
        bands=tuple(band_as_rule(band) for band in criterion.bands.all()),
        needs_proof=bool(criterion.proof),
    )


def band_as_rule(band: Band) -> rules.Band:
    return rules.Band(
        label=band.label, points=band.points, at_least=band.at_least, below=band.below
    )


def warnings_of(
    criteria: Sequence[Criterion],
) -> Iterator[tuple[Criterion, rules.Band, rules.Band]]:
    """Each criterion with the neighbouring bands between which some numbers belong nowhere."""
    for criterion in criteria:
        if criterion.kind == rules.NUMBER:
            for lower, upper in rules.gaps(as_rule(criterion).bands):
                yield criterion, lower, upper


@dataclass(frozen=True)
class Rescored:
    """What a new version of the grid makes of one candidate."""

    candidate: Candidate
    marks: Mapping[str, scoring.Mark]
    before: Decimal | None
    after: scoring.Total


def rescoring(grid: Grid) -> list[Rescored]:
    """Every scored candidate with the points before and under this version, in today's order."""
    criteria = [as_rule(criterion) for criterion in criteria_of(grid)]
    scored = grid.recruitment.candidates.exclude(points=None).ranked()
    marks = _marks_in_force(grid.recruitment)
    return [_rescored(each, marks.get(each.pk, {}), criteria) for each in scored]


def _rescored(
    candidate: Candidate, marks: Mapping[str, scoring.Mark], criteria: Sequence[rules.Criterion]
) -> Rescored:
    kept = {
        each.code: marks[each.code]
        for each in criteria
        if each.code in marks and scoring.is_answer(each, marks[each.code].value)
    }
    return Rescored(candidate, kept, candidate.points, scoring.total(criteria, kept))


def _marks_in_force(recruitment: Recruitment) -> dict[object, dict[str, scoring.Mark]]:
    found: dict[object, dict[str, scoring.Mark]] = {}
    scores = Score.objects.filter(criterion__grid=grid_in_force(recruitment))
    for score in scores.select_related("criterion"):
        mark = scoring.Mark(value=score.value or "", proof_seen=score.proof_seen)
        found.setdefault(score.candidate_id, {})[score.criterion.code] = mark
    return found
