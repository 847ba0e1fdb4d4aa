"""What became of the demo's people: exactly as many results as the plan has, spread by chance."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from config.demo.planned import PlannedProject
from config.demo.stays import DONE, IN, PENDING, WINDOW_DAYS, Stay

EDUCATION_SHARE = 0.03
RETIREMENT_AGES = {"F": 60, "M": 65}
STATUS_WEIGHTS = {"UNEMPLOYED": 50, "INACTIVE": 44, "EMPLOYED": 6}
# The most telling outcome names the situation at the exit.
SITUATIONS = {
    "EMPLOYMENT": "TOOK_UP_WORK",
    "JOB_SEARCH": "SEEKS_WORK",
    "EDUCATION": "IN_EDUCATION",
    "QUALIFICATION": "GAINED_QUALIFICATION",
}


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The people of one project, by their number, who reached each result."""

    employed: frozenset[int]
    job_seeking: frozenset[int]
    qualified: frozenset[int]
    in_education: frozenset[int]
    completed: frozenset[int]

    def kinds_of(self, person: int) -> tuple[str, ...]:
        reached = {
            "EMPLOYMENT": self.employed,
            "JOB_SEARCH": self.job_seeking,
            "EDUCATION": self.in_education,
            "QUALIFICATION": self.qualified,
        }
        return tuple(kind for kind, people in reached.items() if person in people)


def chosen(
    project: PlannedProject, stays: list[Stay], *, retired: frozenset[int], chance: Random
) -> Chosen:
    result = project.result
    known = [stay.person for stay in stays if stay.state == DONE]
    employed = frozenset(_sample(set(known) - retired, result.employed, chance=chance))
    job_seeking = frozenset(_sample(set(known) - employed, result.job_seeking, chance=chance))
    qualified = frozenset(_sample(set(known), result.qualified, chance=chance))
    others = set(known) - employed - job_seeking
    left = {stay.person for stay in stays if stay.state != IN}
    walked_on = _sample(left - qualified, (result.completed or 0) - len(qualified), chance=chance)
    return Chosen(
        employed=employed,
        job_seeking=job_seeking,
        qualified=qualified,
        in_education=frozenset(_sample(others, int(len(others) * EDUCATION_SHARE), chance=chance)),
        completed=qualified | frozenset(walked_on),
    )


def labour_status(person: int, *, reached: Chosen, is_retired: bool, chance: Random) -> str:
    """Only those without a job can take one up, and only the inactive begin to look for one."""
    if is_retired or person in reached.job_seeking:
        return "INACTIVE"
    weights = dict(STATUS_WEIGHTS)
    if person in reached.employed:
        del weights["EMPLOYED"]
    return chance.choices([*weights], [*weights.values()])[0]


def outcomes(stay: Stay, *, reached: Chosen, chance: Random) -> tuple[tuple[str, date], ...]:
    if stay.ended_on is None:
        return ()
    days = stay.started_on, stay.ended_on
    kinds = reached.kinds_of(stay.person)
    found = [(kind, _observed_on(kind, *days, chance=chance)) for kind in kinds]
    # Two of three jobs last as employment efficiency asks.
    lasts = stay.person % 3 > 0
    work = [("LASTING_WORK", day) for kind, day in found if kind == "EMPLOYMENT" and lasts]
    return (*found, *work)


def exit_situation(stay: Stay, *, kinds: tuple[str, ...], status: str) -> str:
    if stay.state == IN:
        return ""
    if stay.state == PENDING:
        return "BEING_MONITORED"
    if kinds:
        return SITUATIONS[kinds[0]]
    return "CONTINUES_WORK" if status == "EMPLOYED" else "NO_NEW_ACTIVITY"


def _observed_on(kind: str, started_on: date, ended_on: date, *, chance: Random) -> date:
    # Most certificates come from a course in the middle of the path.
    if kind == "QUALIFICATION" and chance.random() < 0.7:
        days = (ended_on - started_on).days
        return started_on + timedelta(days=chance.randint(days // 2, days))
    return ended_on + timedelta(days=chance.randint(0, WINDOW_DAYS))


def _sample(people: set[int], count: int, *, chance: Random) -> list[int]:
    return chance.sample(sorted(people), count)
