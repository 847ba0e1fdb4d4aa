"""A scoring grid is written, copied, and replaced by a new version once somebody was scored."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core import audit, polish
from core.errors import RuleBroken
from core.ids import new_id
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.recruitment import queries
from projects.recruitment.entries import BandEntry, CriterionEntry
from projects.recruitment.models import Band, Candidate, Criterion, Grid, Recruitment, Score
from projects.recruitment.rules import grid as rules
from projects.recruitment.rules import scoring
from projects.recruitment.rules.grid import CHOICE, COUNT, NUMBER, YES_NO
from projects.recruitment.sentences import band_in_words

CODE_LENGTH = 28


class BandsOverlap(RuleBroken):
    message = _(
        "The bands “%(one)s” and “%(other)s” overlap: some numbers would belong to both. "
        "A band ends before its upper edge, so let one begin where the other ends."
    )
    field = "bands"


class BandIsEmpty(RuleBroken):
    message = _("The band “%(band)s” holds no number: its lower edge must be below its upper one.")
    field = "bands"


class AnswersRepeat(RuleBroken):
    message = _("The answer “%(answer)s” is there twice. Name each answer once.")
    field = "bands"


class BandsMissing(RuleBroken):
    message = _("This kind of criterion needs at least one band or answer with its points.")
    field = "bands"


class PointsMissing(RuleBroken):
    message = _("Enter the points: how many a “yes”, or each one that is counted, gives.")
    field = "points"


class GridFrozen(RuleBroken):
    message = _(
        "Somebody was scored by this grid already, so it does not change any more. "
        "Prepare a new version: everybody is then scored again, and you see what it changes."
    )


class VersionPrepared(RuleBroken):
    message = _("A new version of the grid is being prepared already. Finish that one first.")


class NothingToRank(RuleBroken):
    message = _("The grid has no criterion yet. Add one, or copy a whole grid.")


@operation()
def set_criterion(
    *, grid: Grid, entry: CriterionEntry, by: Actor, criterion: Criterion | None = None
) -> Criterion:
    """Add a criterion, or change one; bands that overlap are refused by their names."""
    locked = _editable(grid, by)
    _decide(entry)
    if criterion is None:
        position = (locked.criteria.aggregate(last=Max("position"))["last"] or 0) + 1
        criterion = Criterion(grid=locked, code=_code(locked, entry), position=position)
    else:
        criterion.bands.all().delete()
    _write(criterion, entry)
    audit.record("set a criterion", locked.recruitment, by=by)
    return criterion


@operation()
def remove_criterion(*, criterion: Criterion, by: Actor) -> None:
    locked = _editable(criterion.grid, by)
    locked.criteria.filter(pk=criterion.pk).delete()
    audit.record("removed a criterion", locked.recruitment, by=by)


@operation()
def copy_grid(*, grid: Grid, entries: Sequence[CriterionEntry], source: str, by: Actor) -> Grid:
    """Fill a grid from another round or from a shipped one; what was in it is replaced."""
    locked = _editable(grid, by)
    for entry in entries:
        _decide(entry)
    locked.criteria.all().delete()
    for position, entry in enumerate(entries, start=1):
        _write(Criterion(grid=locked, code=_code(locked, entry), position=position), entry)
    locked.source = source
    locked.save(update_fields=["source"])
    audit.record("copied a grid", locked.recruitment, by=by, count=len(entries))
    return locked


@operation()
def prepare_version(*, recruitment: Recruitment, by: Actor) -> Grid:
    """Begin a new version as a copy of the one in force, which goes on deciding meanwhile."""
    require(by, Permission.EDIT_PROJECTS, project=recruitment.project_id)
    Recruitment.objects.select_for_update().get(pk=recruitment.pk)
    if queries.grid_being_prepared(recruitment):
        raise VersionPrepared
    held = queries.grid_in_force(recruitment)
    fresh = Grid.objects.create(
        recruitment=recruitment, version_no=held.version_no + 1, source=held.source
    )
    for criterion in queries.criteria_of(held):
        _copy(criterion, fresh)
    audit.record("prepared a version of the grid", recruitment, by=by)
    return fresh


@operation()
def put_in_force(*, grid: Grid, at: datetime, by: Actor) -> Grid:
    """Let a prepared version decide: everybody scored so far is scored by it, answers kept."""
    locked = _editable(grid, by)
    if locked.in_force_at is not None:
        raise GridFrozen
    criteria = {criterion.code: criterion for criterion in queries.criteria_of(locked)}
    if not criteria:
        raise NothingToRank
    outcomes = queries.rescoring(locked)
    for rescored in outcomes:
        _rescore(rescored, criteria, at=at)
    locked.recruitment.grids.filter(frozen_at=None).exclude(pk=locked.pk).update(frozen_at=at)
    locked.in_force_at = at
    locked.frozen_at = at if outcomes else None
    locked.save(update_fields=["in_force_at", "frozen_at"])
    audit.record("put a grid in force", locked.recruitment, by=by, count=max(len(outcomes), 1))
    return locked


def entry_of(criterion: Criterion) -> CriterionEntry:
    """A criterion as it would be entered again."""
    names = ("name", "kind", "points", "most_points", "question", "explanation", "reads")
    return CriterionEntry(
        **{name: getattr(criterion, name) for name in (*names, "unit", "proof")},
        bands=tuple(
            BandEntry(
                label=band.label, points=band.points, at_least=band.at_least, below=band.below
            )
            for band in criterion.bands.all()
        ),
    )


def _editable(grid: Grid, by: Actor) -> Grid:
    """The grid, locked with its round; refused once somebody was scored by it."""
    require(by, Permission.EDIT_PROJECTS, project=grid.recruitment.project_id)
    Recruitment.objects.select_for_update().get(pk=grid.recruitment_id)
    locked = Grid.objects.select_related("recruitment__project").get(pk=grid.pk)
    if locked.frozen_at is not None:
        raise GridFrozen
    return locked


def _decide(entry: CriterionEntry) -> None:
    bands = [band.as_rule() for band in entry.bands]
    if entry.kind in (YES_NO, COUNT) and entry.points is None:
        raise PointsMissing
    if entry.kind in (NUMBER, CHOICE) and not bands:
        raise BandsMissing
    if entry.kind == CHOICE and (twice := rules.repeated(bands)):
        raise AnswersRepeat(answer=twice.label)
    if entry.kind != NUMBER:
        return
    for band in bands:
        if band.is_empty:
            raise BandIsEmpty(band=band_in_words(band))
    if pair := rules.overlapping(bands):
        raise BandsOverlap(one=band_in_words(pair[0]), other=band_in_words(pair[1]))


def _write(criterion: Criterion, entry: CriterionEntry) -> None:
    """Save the criterion with what belongs to its kind; anything else typed is left out."""
    for name in ("name", "kind", "question", "explanation", "reads", "unit", "proof"):
        setattr(criterion, name, getattr(entry, name))
    counts, gives = entry.kind == COUNT, entry.kind in (YES_NO, COUNT)
    criterion.points = entry.points if gives else None
    criterion.most_points = entry.most_points if counts else None
    criterion.save()
    bands = _in_order(entry.bands) if entry.kind in (NUMBER, CHOICE) else []
    Band.objects.bulk_create(
        Band(
            criterion=criterion,
            position=position,
            label=band.label,
            points=band.points,
            at_least=band.at_least if entry.kind != CHOICE else None,
            below=band.below if entry.kind != CHOICE else None,
        )
        for position, band in enumerate(bands, start=1)
    )


def _in_order(bands: Iterable[BandEntry]) -> list[BandEntry]:
    """Numbers from the lowest; answers stay as they were written, for they begin nowhere."""
    return sorted(bands, key=lambda band: band.as_rule().begins)


def _code(grid: Grid, entry: CriterionEntry) -> str:
    """A short name that no other criterion of the grid has."""
    short = slugify(polish.folded(entry.name))[:CODE_LENGTH].strip("-") or "kryterium"
    taken = set(grid.criteria.values_list("code", flat=True))
    numbered = (f"{short}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (short, *numbered) if code not in taken)


def _copy(criterion: Criterion, grid: Grid) -> None:
    bands = list(criterion.bands.all())
    criterion.pk, criterion.grid, criterion._state.adding = new_id(), grid, True
    criterion.save(force_insert=True)
    for band in bands:
        band.pk, band.criterion = new_id(), criterion
    Band.objects.bulk_create(bands)


def _rescore(rescored: queries.Rescored, criteria: dict[str, Criterion], *, at: datetime) -> None:
    candidate: Candidate = rescored.candidate
    before = {
        score.criterion.code: score
        for score in candidate.scores.select_related("criterion").order_by("decided_at")
    }
    for code, mark in rescored.marks.items():
        criterion, held = criteria[code], before[code]
        Score.objects.create(
            candidate=candidate,
            criterion=criterion,
            value=mark.value,
            points=scoring.points_of(queries.as_rule(criterion), mark),
            proof_seen=mark.proof_seen,
            decided_by=held.decided_by,
            decided_at=held.decided_at,
        )
    candidate.points = rescored.after.points
    agreed = queries.is_admitted_first(candidate)
    candidate.has_priority = rescored.after.has_priority or agreed
    candidate.unproven = [criteria[code].name for code in rescored.after.unproven]
    candidate.scored_at = at if rescored.after.is_whole else None
    candidate.version += 1
    candidate.save(update_fields=["points", "has_priority", "unproven", "scored_at", "version"])
