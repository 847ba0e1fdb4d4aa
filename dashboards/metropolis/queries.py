"""What the metropolis can ask: released figures only. The number of queries never depends on tenants."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Max, Min, QuerySet

from dashboards.metropolis.codes import COMPLETED, DISABLED, EMPLOYED, RISK, VALUES, Trait
from dashboards.metropolis.models import (
    LiveFreshness,
    LiveRepeat,
    LiveTotal,
    LiveUnit,
    Release,
    ReleasedBreakdown,
    ReleasedCell,
    ReleasedDeclared,
    ReleasedHours,
    ReleasedOpen,
    ReleasedProject,
    ReleasedRecruitment,
)
from dashboards.metropolis.releasing import WHOLE_TIME
from indicators.definitions.models import Definition
from indicators.definitions.vocabulary import Family

Shown = int | str
HIDDEN, NO_DATA = "HIDDEN", "NO_DATA"


@dataclass(frozen=True)
class Scope:
    """What a page looks at: everything, or one unit, from the start or in one year."""

    unit_code: str = ""
    period: str = WHOLE_TIME

    @property
    def is_everything(self) -> bool:
        return not self.unit_code and self.period == WHOLE_TIME

    @property
    def is_of_a_year(self) -> bool:
        return self.period != WHOLE_TIME


@dataclass(frozen=True)
class Pair:
    """The two honest counts of one figure, each a number or a state, and since when they are released."""

    participations: Shown = 0
    people: Shown = 0
    since: date | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Late:
    """A tenant whose figures are not in, and the powiat or city that it lies in, or that it is."""

    tenant_id: int
    name: str
    unit_code: str
    is_unit: bool = False


@dataclass(frozen=True)
class Freshness:
    published: int
    expected: int
    missing: list[str]
    # Whose people match nobody elsewhere, so that some may be counted twice.
    unmatched: list[str]
    as_of: datetime | None
    late: Sequence[Late] = ()


@dataclass(frozen=True)
class Promised:
    """What projects cost and promise together; targets count participations."""

    projects_count: int = 0
    eu_amount: Decimal = Decimal(0)
    targets: Counter = field(default_factory=Counter)


@dataclass(frozen=True)
class Coverage:
    """What stands behind the figures of a unit: its tenants, those of them late, its projects' days."""

    tenants: tuple[str, ...]
    late: tuple[str, ...]
    since: date
    until: date

    def is_whole_year(self, year: str) -> bool:
        """Whether its projects were under way all year, so that the year compares with others."""
        return self.since <= date(int(year), 1, 1) and self.until >= date(int(year), 12, 31)


@dataclass(frozen=True)
class Funnel:
    """The way of participations from the start, or of those that began in a year, so far.

    Recruited are they and whoever was never taken: known from the start alone, and of the projects
    that `recruiting` counts, out of all `projects`.
    """

    recruited: Shown
    started: Pair
    completed: Pair
    outcome: Pair
    recruiting: int
    projects: int


def is_released(definition: Definition) -> bool:
    """Whether the metropolis is told its figures; see the statements of releasing."""
    return definition.is_counted and definition.family == Family.PROGRAMME


def latest_release() -> Release | None:
    return Release.objects.order_by("-pk").first()


def live_totals() -> dict[str, Pair]:
    return {row.definition_code: pair(row) for row in LiveTotal.objects.all()}


def repeats() -> dict[int, Shown]:
    """How many of the people at risk took part once, twice, three times: parts of the live total."""
    rows = LiveRepeat.objects.order_by("times").values_list("times", "people_count")
    return {times: HIDDEN if people is None else people for times, people in rows}


def nobody(release: Release | None, *, works: bool = True) -> Pair:
    """What stands where there is no cell: nobody where a release would tell of somebody, else no data."""
    return Pair() if release and works else Pair(NO_DATA, NO_DATA)


def by_unit(release: Release | None, period: str) -> dict[tuple[str, str], Pair]:
    """Both counts of a period by unit and indicator; the empty unit is the whole programme."""
    rows = ReleasedCell.objects.filter(
        release=release, period=period, project_id=None, sex="", disability=""
    )
    return {(row.unit_code, row.definition_code): pair(row) for row in rows}


def by_project(release: Release | None, unit_code: str = "") -> dict[tuple[str, str], Pair]:
    """Both counts from the start by project and indicator."""
    rows = ReleasedCell.objects.filter(release=release, project_id__isnull=False)
    if unit_code:
        rows = rows.filter(unit_code=unit_code)
    return {(str(row.project_id), row.definition_code): pair(row) for row in rows}


def over_time(release: Release | None, scope: Scope, code: str) -> list[ReleasedCell]:
    """The intake of the programme by quarter, of one unit by year, oldest first."""
    rows = ReleasedCell.objects.filter(
        release=release,
        unit_code=scope.unit_code,
        project_id=None,
        definition_code=code,
        sex="",
        disability="",
    ).exclude(period=WHOLE_TIME)
    finest = 4 if scope.unit_code else 6
    found = [row for row in rows.order_by("period") if len(row.period) == finest]
    return [row for row in found if scope.period in (WHOLE_TIME, row.period[:4])]


def by_who(release: Release | None, scope: Scope, code: str) -> dict[tuple[str, str], Pair]:
    """Both counts by sex and disability; empty where the release does not go so far."""
    rows = ReleasedCell.objects.filter(
        release=release,
        unit_code=scope.unit_code,
        period=scope.period,
        project_id=None,
        definition_code=code,
    ).exclude(sex="", disability="")
    return {(row.sex, row.disability): pair(row) for row in rows}


def breakdown(
    release: Release | None, scope: Scope, code: str, trait: str
) -> dict[tuple[str, str], Pair]:
    """Both counts by a trait's value and by sex, '' for everybody; empty where none is told.

    A value without anybody is zero; a crossing with sex that is not told is left out.
    """
    kind = Trait(trait)
    told = _of_cells(release, scope, code, kind) if kind in _IN_CELLS else {}
    if kind not in _IN_CELLS:
        rows = ReleasedBreakdown.objects.filter(
            release=release,
            definition_code=code,
            trait=kind,
            unit_code=scope.unit_code,
            period=scope.period,
        )
        told = {(row.value, row.sex): pair(row) for row in rows}
    return with_nobody(told, kind)


def with_nobody(told: dict[tuple[str, str], Pair], kind: Trait) -> dict[tuple[str, str], Pair]:
    """Zero for each value that nobody has, for all and for each sex that is told at all."""
    sexes = [sex for sex in ("", "F", "M") if any(of == sex for _value, of in told)]
    return {(value, sex): Pair() for value in VALUES.get(kind, ()) for sex in sexes} | told


def traits_told(release: Release | None, scope: Scope, code: str) -> set[str]:
    """By what the release breaks an indicator down here at all; a choice beyond it has no answer."""
    here = {"unit_code": scope.unit_code, "period": scope.period, "definition_code": code}
    rows = ReleasedBreakdown.objects.filter(release=release, **here)
    told = set(rows.values_list("trait", flat=True).distinct())
    cells = ReleasedCell.objects.filter(release=release, project_id=None, **here)
    for sex, disability in cells.values_list("sex", "disability").distinct():
        told |= {Trait.SEX} if sex and not disability else set()
        told |= {Trait.DISABILITY} if disability else set()
    return told


_IN_CELLS = (Trait.SEX, Trait.DISABILITY)


def _of_cells(
    release: Release | None, scope: Scope, code: str, trait: Trait
) -> dict[tuple[str, str], Pair]:
    rows = ReleasedCell.objects.filter(
        release=release,
        unit_code=scope.unit_code,
        period=scope.period,
        project_id=None,
        definition_code=code,
    ).exclude(**{trait: ""})
    if trait == Trait.SEX:
        return {(row.sex, ""): pair(row) for row in rows.filter(disability="")}
    return {(row.disability, row.sex): pair(row) for row in rows}


def by_gmina(release: Release | None, code: str) -> dict[str, Pair]:
    """Both counts from the start by the gmina of residence, six digits; see `ELSEWHERE`."""
    rows = ReleasedBreakdown.objects.filter(
        release=release, definition_code=code, trait=Trait.GMINA, unit_code="", period=WHOLE_TIME
    )
    return {row.value: pair(row) for row in rows}


def funnel(release: Release | None, scope: Scope) -> Funnel | None:
    """Recruited, started, completed the path, in work; None where the release does not tell it."""
    if release is None:
        return None
    return _way(release, scope) if scope.period == WHOLE_TIME else _way_of_a_year(release, scope)


def _way(release: Release, scope: Scope) -> Funnel:
    rows = ReleasedCell.objects.filter(
        release=release,
        unit_code=scope.unit_code,
        period=WHOLE_TIME,
        project_id=None,
        sex="",
        disability="",
        definition_code__in=(RISK, COMPLETED, EMPLOYED),
    )
    told = {row.definition_code: pair(row) for row in rows}
    started = told.get(RISK, Pair())
    known = ReleasedRecruitment.objects.filter(release=release, unit_code=scope.unit_code).first()
    others = known.others_count if known else 0
    return Funnel(
        recruited=_together(started.participations, others),
        started=started,
        completed=told.get(COMPLETED, Pair()),
        outcome=told.get(EMPLOYED, Pair()),
        recruiting=known.projects_count if known else 0,
        projects=projects(scope.unit_code).count(),
    )


def _way_of_a_year(release: Release, scope: Scope) -> Funnel | None:
    """Of those who began in the year; None for a release from before that was told."""
    rows = ReleasedBreakdown.objects.filter(
        release=release, trait=Trait.BEGAN, unit_code__in=("", scope.unit_code), period=WHOLE_TIME
    )
    told = {(row.unit_code, row.definition_code, row.value): pair(row) for row in rows}
    if not told:
        return None
    return Funnel(
        recruited=NO_DATA,
        started=by_unit(release, scope.period).get((scope.unit_code, RISK), Pair()),
        completed=told.get((scope.unit_code, COMPLETED, scope.period), Pair()),
        outcome=told.get((scope.unit_code, EMPLOYED, scope.period), Pair()),
        recruiting=0,
        projects=0,
    )


def coverage(release: Release | None) -> dict[str, Coverage]:
    """By unit, what its figures cover; a unit without projects has none."""
    late = set(release.missing) if release else set()
    rows = (
        ReleasedProject.objects.values("unit_code")
        .annotate(
            tenants=ArrayAgg("tenant_name", distinct=True, order_by="tenant_name"),
            since=Min("starts_on"),
            until=Max("ends_on"),
        )
        .order_by("unit_code")
    )
    return {
        row["unit_code"]: Coverage(
            tenants=tuple(row["tenants"]),
            late=tuple(name for name in row["tenants"] if name in late),
            since=row["since"],
            until=row["until"],
        )
        for row in rows
    }


def _together(shown: Shown, others: int | None) -> Shown:
    if others is None:
        return HIDDEN
    return shown if isinstance(shown, str) else shown + others


def hours(release: Release | None, unit_code: str) -> dict[tuple[str, str], ReleasedHours]:
    """Hours of support of a unit, or of all, by area and period."""
    rows = ReleasedHours.objects.filter(release=release, unit_code=unit_code)
    return {(row.area, row.period): row for row in rows}


def open_results(release: Release | None, unit_code: str) -> dict[str, ReleasedOpen]:
    """What had not come on the day of the release, by indicator; an indicator without any has none."""
    rows = ReleasedOpen.objects.filter(release=release, unit_code=unit_code)
    return {row.definition_code: row for row in rows}


def declared(project_id: UUID | None = None, *, code: str = "") -> QuerySet[ReleasedDeclared]:
    """Values declared by hand: of one project or of all, of one indicator or of all."""
    rows = ReleasedDeclared.objects.order_by("definition_code", "project_id", "ends_on")
    rows = rows.filter(project_id=project_id) if project_id else rows
    return rows.filter(definition_code=code) if code else rows


def pair(row: ReleasedCell | ReleasedBreakdown | LiveTotal) -> Pair:
    if row.participations_count is None or row.people_count is None:
        return Pair(HIDDEN, HIDDEN)
    since = None if isinstance(row, LiveTotal) else row.since
    return Pair(row.participations_count, row.people_count, since)


def projects(unit_code: str = "") -> QuerySet[ReleasedProject]:
    found = ReleasedProject.objects.order_by("-starts_on", "title", "project_id")
    return found.filter(unit_code=unit_code) if unit_code else found


def promised() -> dict[str, Promised]:
    """What the projects cost and promise, by unit; the empty unit is the whole programme."""
    rows = {
        row.unit_code: Promised(row.projects_count, row.eu_amount, Counter(row.targets))
        for row in LiveUnit.objects.all()
    }
    whole = Promised(
        sum(row.projects_count for row in rows.values()),
        sum((row.eu_amount for row in rows.values()), Decimal(0)),
        sum((row.targets for row in rows.values()), Counter()),
    )
    return {**rows, "": whole}


def freshness() -> Freshness:
    """How many units' figures are in, and who is late; nobody's own moment is told."""
    row = LiveFreshness.objects.first()
    if row is None:
        return Freshness(0, 0, [], [], None)
    late = tuple(Late(**one) for one in row.late)
    counts = row.published_count, row.expected_count
    return Freshness(*counts, row.missing, row.unmatched, row.as_of, late)


def headline() -> dict[str, object]:
    """The programme in seven figures, as the dashboard shows them."""
    totals, release = live_totals(), latest_release()
    daily, fresh = by_unit(release, WHOLE_TIME), freshness()
    unknown = Pair(NO_DATA, NO_DATA)
    risk = totals.get(RISK, unknown)
    return {
        "people": risk.people,
        "people_with_disabilities": daily.get(("", DISABLED), nobody(release)).people,
        "participations": risk.participations,
        "employed": totals.get(EMPLOYED, unknown).people,
        "tenants": fresh.expected,
        "projects": ReleasedProject.objects.count(),
        "as_of": fresh.as_of.isoformat() if fresh.as_of else None,
    }
