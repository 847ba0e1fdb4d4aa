"""When the demo's people came and left: within the project, after their previous one had ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from config.demo import plan
from config.demo.dice import dice
from config.demo.journeys import Journey, journeys
from config.demo.planned import PlannedProject

SHORTEST, USUAL, LONGEST = 60, 210, 420
# Recruitment closes before the project does, or paths could not be walked to their end.
LAST_INTAKE_BEFORE_END = 180
PAUSE = timedelta(days=14)
# Where in its recruitment a project takes in most: a finished one early, a running one lately.
EARLY, LATE = 0.35, 0.8
# In running projects: those who left long enough ago, those in the window, those still in.
DONE, PENDING, IN = "done", "pending", "in"
WINDOW_DAYS = 28
CLOSES_THIS_WEEK = range(WINDOW_DAYS - 6, WINDOW_DAYS + 1)


@dataclass(frozen=True, kw_only=True)
class Stay:
    """One person in one project; `place` is the position of the project on the person's path."""

    person: int
    place: int
    project: PlannedProject
    started_on: date
    ended_on: date | None
    state: str


def stays(*, seed: int, today: date) -> dict[str, list[Stay]]:
    """Every participation by project key; only running projects depend on the day."""
    sorted_in: dict[str, list[Stay]] = {each.key: [] for each in plan.projects()}
    for stay in (*_finished(seed), *_running(seed=seed, today=today)):
        sorted_in[stay.project.key].append(stay)
    return sorted_in


@cache
def _finished(seed: int) -> tuple[Stay, ...]:
    chance = dice(seed, "finished")
    by_key = {each.key: each for each in plan.projects() if not each.is_running}
    intakes = {key: _intakes(each, chance=chance) for key, each in by_key.items()}
    return tuple(
        stay
        for person, journey in enumerate(journeys(seed))
        for stay in _walk(person, journey, by_key=by_key, intakes=intakes, chance=chance)
    )


def _intakes(project: PlannedProject, *, chance: Random) -> Iterator[tuple[date, date]]:
    """First and last possible day of entry for each person, so that published counts hold."""
    last = _last_intake_on(project)
    windows = [(project.first_support_on, last)] * project.result.supported.total
    if project.supported_by:
        day, people = project.supported_by
        windows[:people] = [(project.first_support_on, day)] * people
        windows[people:] = [(day + timedelta(days=1), last)] * (len(windows) - people)
    chance.shuffle(windows)
    return iter(windows)


def _walk(
    person: int,
    journey: Journey,
    *,
    by_key: dict[str, PlannedProject],
    intakes: dict[str, Iterator[tuple[date, date]]],
    chance: Random,
) -> Iterator[Stay]:
    path = [by_key[key] for key in journey.path if key in by_key]
    free_from = date.min
    for place, (project, leave_by) in enumerate(zip(path, _leave_by(path), strict=True)):
        first, last = next(intakes[project.key])
        start = _weekday_between(
            max(first, free_from), min(last, leave_by - timedelta(days=SHORTEST)), chance=chance
        )
        days = round(chance.triangular(SHORTEST, LONGEST, USUAL))
        end = min(start + timedelta(days=days), leave_by)
        free_from = end + PAUSE
        yield Stay(
            person=person,
            place=place,
            project=project,
            started_on=start,
            ended_on=end,
            state=DONE,
        )


def _leave_by(path: list[PlannedProject]) -> list[date]:
    """The last day to leave each project and still have time for the following ones."""
    latest: list[date] = []
    limit = date.max
    for project in reversed(path):
        latest.append(min(project.ends_on, limit))
        shortest_stay_from = latest[-1] - timedelta(days=SHORTEST)
        limit = min(_last_intake_on(project), shortest_stay_from) - PAUSE
    return latest[::-1]


def _last_intake_on(project: PlannedProject) -> date:
    span = (project.ends_on - project.first_support_on).days
    return project.ends_on - timedelta(days=min(LAST_INTAKE_BEFORE_END, span // 5))


def _running(*, seed: int, today: date) -> Iterator[Stay]:
    for project in plan.projects():
        if project.is_running:
            yield from _running_in(project, seed=seed, today=today)


def _running_in(project: PlannedProject, *, seed: int, today: date) -> Iterator[Stay]:
    chance = dice(seed, project.key)
    # Outside the years of the project the demo stands still instead of inventing other days.
    anchor = min(max(today, plan.PLANNED_FOR), project.ends_on)
    members = [
        (person, journey.path.index(project.key))
        for person, journey in enumerate(journeys(seed))
        if project.key in journey.path
    ]
    states = [PENDING] * project.pending + [DONE] * (project.left - project.pending)
    states += [IN] * (len(members) - project.left)
    chance.shuffle(members)
    for number, ((person, place), state) in enumerate(zip(members, states, strict=True)):
        end = _running_end(project, state, number=number, anchor=anchor, chance=chance)
        latest = anchor if end is None else end - timedelta(days=SHORTEST)
        earliest = max(project.first_support_on, latest - timedelta(days=LONGEST - SHORTEST))
        yield Stay(
            person=person,
            place=place,
            project=project,
            started_on=_weekday_between(earliest, latest, chance=chance, peak=LATE),
            ended_on=end,
            state=state,
        )


def _running_end(
    project: PlannedProject, state: str, *, number: int, anchor: date, chance: Random
) -> date | None:
    if state == IN:
        return None
    if state == PENDING:
        # Every third window closes within the week.
        ago = CLOSES_THIS_WEEK if number % 3 == 0 else range(1, CLOSES_THIS_WEEK.start)
        return anchor - timedelta(days=chance.choice(ago))
    earliest = project.first_support_on + timedelta(days=SHORTEST)
    return _day_between(earliest, anchor - timedelta(days=WINDOW_DAYS + 1), chance=chance)


def _weekday_between(first: date, last: date, *, chance: Random, peak: float = EARLY) -> date:
    """A day of entry, most often around the peak; no weekend where there is a choice."""
    days = (last - first).days
    day = first + timedelta(days=int(chance.triangular(0, days, days * peak)))
    friday = day - timedelta(days=max(0, day.weekday() - 4))
    return friday if friday >= first else day


def _day_between(first: date, last: date, *, chance: Random) -> date:
    return first + timedelta(days=chance.randint(0, (last - first).days))
