"""Reads released figures under the metropolis's role and has the rules judge them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.days import warsaw_day
from dashboards.metropolis import queries, releasing
from dashboards.metropolis.codes import RISK
from dashboards.metropolis.models import Release, ReleasedHours, ReleasedOpen, ReleasedProject
from dashboards.metropolis.queries import WHOLE_TIME, Pair
from dashboards.watching import rules
from dashboards.watching.rules import Found, Shown
from indicators.programme_periods.models import PeriodStanding
from territory import queries as territory

LOOKED_BACK = timedelta(days=183)
Figures = Mapping[tuple[str, str], Pair]


def found(*, on: date) -> list[Found]:
    """Every warning of a day, the most urgent first. The role this runs under reads no fact."""
    releases = list(
        Release.objects.filter(released_at__date__gte=on - LOOKED_BACK)
        .order_by("-pk")
        .defer("years")
    )
    release = releases[0] if releases else None
    projects = _projects(releases, on=on)
    return rules.in_order(
        [
            *(one for project in projects.values() for one in rules.of_project(project, on=on)),
            *_of_periods(projects, on=on),
            *_of_tenants(releases, on=on),
            *_of_units(release),
        ]
    )


def _projects(releases: list[Release], *, on: date) -> dict[str, rules.Project]:
    """By number; `releases` are the newest first."""
    told = _participations(releases[0]) if releases else None
    past = [_past(_far_enough(releases, on=on)), _past(releases[-1] if releases else None)]
    steps = dict.fromkeys(releasing.special_codes(), releasing.SMALLEST_SPECIAL)
    return {
        str(card.pk): _project(
            card, told, [each.of(card) if each else None for each in past], steps
        )
        for card in queries.projects()
    }


@dataclass(frozen=True)
class _Past:
    """What an earlier release told of every project."""

    day: date
    told: Mapping[str, Mapping[str, Shown]]

    def of(self, card: ReleasedProject) -> tuple[date, Shown]:
        return self.day, self.told.get(str(card.pk), {}).get(RISK, 0)


def _past(release: Release | None) -> _Past | None:
    if release is None:
        return None
    return _Past(warsaw_day(release.released_at), _participations(release))


def _project(
    card: ReleasedProject,
    told: Mapping[str, Mapping[str, Shown]] | None,
    past: list[tuple[date, Shown] | None],
    steps: Mapping[str, int],
) -> rules.Project:
    promised = {code: target.get("total") for code, target in card.targets.items()}
    # Before the first release nothing is known of anybody, which is as good as hidden.
    unknown = dict.fromkeys([*promised, RISK])
    earlier, long_ago = past
    return rules.Project(
        key=str(card.pk),
        title=str(card),
        unit_code=card.unit_code,
        tenant_name=card.tenant_name,
        starts_on=card.starts_on,
        ends_on=card.ends_on,
        eu_amount=card.eu_amount,
        promised={code: total for code, total in promised.items() if total},
        achieved=unknown if told is None else told.get(str(card.pk), {}),
        people_code=RISK,
        earlier=earlier,
        long_ago=long_ago,
        steps=steps,
    )


def _participations(release: Release) -> dict[str, dict[str, Shown]]:
    counted: dict[str, dict[str, Shown]] = {}
    for (project, code), pair in queries.by_project(release).items():
        told = pair.participations
        counted.setdefault(project, {})[code] = told if isinstance(told, int) else None
    return counted


def _far_enough(releases: list[Release], *, on: date) -> Release | None:
    """The latest release that is old enough to say that nobody came since."""
    old = (each for each in releases if on - warsaw_day(each.released_at) >= rules.STALLED_AFTER)
    return next(old, None)


def _of_periods(projects: Mapping[str, rules.Project], *, on: date) -> Iterator[Found]:
    for row in PeriodStanding.objects.all():
        project = projects.get(str(row.project_id))
        if project is None:
            continue
        standing = rules.Standing(
            project_id=project.key,
            open_count=row.open_count,
            first_open_ends_on=row.first_open_ends_on,
        )
        warned = rules.of_period(standing, project, on=on)
        if warned:
            yield warned


def _of_tenants(releases: list[Release], *, on: date) -> Iterator[Found]:
    """Since the first of the releases in a row that lack the unit, or since today.

    A powiat or a city is called what it is called on every map.
    """
    names = {unit.code: unit.display_name for unit in territory.nine_units()}
    for late in queries.freshness().late:
        since = on
        for release in releases:
            if late.name not in release.missing:
                break
            since = warsaw_day(release.released_at)
        title = names.get(late.unit_code, "") if late.is_unit else ""
        yield rules.of_tenant(late.name, late.unit_code, since=since, title=title)


def _of_units(release: Release | None) -> Iterator[Found]:
    if release is None:
        return
    waiting: dict[str, dict[str, Shown]] = {}
    for row in ReleasedOpen.objects.filter(release=release).exclude(unit_code=""):
        waiting.setdefault(row.unit_code, {})[row.definition_code] = row.closing_count
    hours: dict[str, Any] = {
        row.unit_code: row
        for row in ReleasedHours.objects.filter(release=release, area="", period=WHOLE_TIME)
    }
    for unit in territory.nine_units():
        given = hours.get(unit.code)
        yield from rules.of_unit(
            rules.Unit(
                code=unit.code,
                name=unit.display_name,
                released_on=warsaw_day(release.released_at),
                closing=waiting.get(unit.code, {}),
                planned_hours=given.planned_hours if given else None,
                given_hours=given.given_hours if given else None,
            )
        )
