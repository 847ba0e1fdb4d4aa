"""What may be decided about a path, its days and its progress without a database. No Django."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """Both days belong to it; without a last day it is still open."""

    starts_on: date
    ends_on: date | None

    def overlaps(self, other: "Period") -> bool:
        return _reaches(self, other.starts_on) and _reaches(other, self.starts_on)

    def holds(self, day: date) -> bool:
        return day >= self.starts_on and _reaches(self, day)

    def lies_within(self, outer: "Period") -> bool:
        if self.starts_on < outer.starts_on:
            return False
        return outer.ends_on is None or (self.ends_on is not None and self.ends_on <= outer.ends_on)


def _reaches(period: Period, day: date) -> bool:
    return period.ends_on is None or period.ends_on >= day


def first_overlapping(period: Period, others: Iterable[Period]) -> Period | None:
    return next((other for other in others if period.overlaps(other)), None)


def rises(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    """By how many points each answer given both times has changed."""
    return {code: after[code] - before[code] for code in after if code in before}


def has_progressed(
    before: Mapping[str, int], after: Mapping[str, int], *, points: int, answers: int
) -> bool:
    """Whether at least so many answers have risen by at least so many points."""
    return sum(rise >= points for rise in rises(before, after).values()) >= answers


DIAGNOSIS, PLAN, SIGNATURE, ENTRY_SURVEY, ACTION_PLAN, EXIT_SURVEY = (
    "DIAGNOSIS",
    "PLAN",
    "SIGNATURE",
    "ENTRY_SURVEY",
    "ACTION_PLAN",
    "EXIT_SURVEY",
)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Which parts of a path are there."""

    has_diagnosis: bool
    has_plan: bool
    is_signed: bool
    has_entry_survey: bool
    has_exit_survey: bool
    has_action_plan: bool
    has_left: bool


def next_steps(path: Progress) -> list[str]:
    """What is missing, in the order in which a path is made; the first is what to do now."""
    if path.has_left:
        asked = path.has_entry_survey and not path.has_exit_survey
        return [EXIT_SURVEY] if asked else []
    steps = [
        (DIAGNOSIS, path.has_diagnosis),
        (ENTRY_SURVEY, path.has_entry_survey),
        (PLAN, path.has_plan),
        (SIGNATURE, path.is_signed or not path.has_plan),
        (ACTION_PLAN, path.has_action_plan),
    ]
    return [step for step, is_done in steps if not is_done]
