"""The checks of a participant's state at start and at exit, numbered as the field numbers them.

V01 to V28 are the cross-field rules of participant monitoring; L01 to L04 are our own.
Nothing here knows Django: a problem is a code with facts, and sentences.py says it in words.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date, timedelta

from core import pesel
from projects.participants.rule_sets import RuleSet

POSTAL_CODE = re.compile(r"[0-9]{2}-[0-9]{3}")
LABOUR_STATUSES = ("UNEMPLOYED", "INACTIVE", "EMPLOYED")
OLDEST_PLAUSIBLE_AGE = 110
PESEL_REASONS = {
    pesel.PeselWrongLength: "length",
    pesel.PeselWrongChecksum: "checksum",
    pesel.PeselImpossibleDate: "date",
}


@dataclass(frozen=True, kw_only=True)
class Start:
    """What is written down about one person and freezes on the day of the first support.

    Without that day the person is accepted and nothing has begun: there is no age yet.
    """

    pesel: str | None
    born_on: date | None
    sex: str
    started_on: date | None
    labour_status: str
    long_term_unemployed: bool
    months_out_of_work: int | None
    isced: int | None
    disability: str
    at_risk: bool
    postal_code: str
    gmina: str
    email: str
    phone: str

    @property
    def age(self) -> int | None:
        if self.born_on is None or self.started_on is None:
            return None
        return age_on(born_on=self.born_on, day=self.started_on)


@dataclass(frozen=True, kw_only=True)
class Leave:
    """How a participation ended; outcomes are pairs of a kind and the day it was observed."""

    ended_on: date | None
    completed_path: bool | None
    exit_situation: str
    outcomes: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Severity E blocks the national export, W warns, Q asks a person; facts name no one."""

    check: str
    field: str
    severity: str
    facts: Mapping[str, object] = dataclass_field(default_factory=dict)


def age_on(*, born_on: date, day: date) -> int:
    """Full years; whoever was born on 29 February turns older on 1 March of a common year."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def problems_at_start(
    start: Start,
    *,
    project_starts_on: date,
    project_ends_on: date,
    gmina_known: bool,
    today: date,
    rule_set: RuleSet,
) -> list[Problem]:
    return [
        *_identity(start),
        *_missing_minimum(start),
        *_age(start),
        *_labour(start, rule_set=rule_set),
        *_within_project(start, starts_on=project_starts_on, ends_on=project_ends_on),
        *_not_in_future("started_on", start.started_on, today=today),
        *_address(start, gmina_known=gmina_known),
        *_contact(start),
    ]


def problems_at_leave(
    start: Start, leave: Leave, *, today: date, rule_set: RuleSet
) -> list[Problem]:
    return [
        *_exit_is_whole(leave),
        *_exit_days(start, leave, today=today),
        *_outcome_days(start, leave, window_days=rule_set.result_window_days),
        *_outcome_kinds(start, leave),
    ]


def window_closes_on(*, ended_on: date, rule_set: RuleSet) -> date:
    """The last day on which an outcome may be observed to count as an immediate result."""
    return ended_on + timedelta(days=rule_set.result_window_days)


def _identity(start: Start) -> Iterator[Problem]:
    if start.pesel is None:
        return
    try:
        known = pesel.read(start.pesel)
    except tuple(PESEL_REASONS) as refusal:
        reason = PESEL_REASONS[type(refusal)]
        yield Problem(check="V01", field="pesel", severity="E", facts={"reason": reason})
        return
    if start.sex and start.sex != known.sex:
        yield Problem(check="V02", field="sex", severity="E", facts={"in_pesel": known.sex})
    if start.born_on and start.born_on != known.born_on:
        yield Problem(check="V03", field="born_on", severity="E", facts={"reason": "pesel"})


def _missing_minimum(start: Start) -> Iterator[Problem]:
    """V28: without these a person cannot be shown as a participant at all."""
    given = {
        "sex": start.sex in {"F", "M"},
        "born_on": start.born_on is not None,
        "labour_status": start.labour_status in LABOUR_STATUSES,
        "isced": start.isced is not None and 0 <= start.isced <= 8,
    }
    for name, is_given in given.items():
        if not is_given:
            yield Problem(check="V28", field=name, severity="E", facts={"reason": name})


def _age(start: Start) -> Iterator[Problem]:
    if start.born_on is None or start.started_on is None:
        return
    if start.born_on > start.started_on:
        yield Problem(check="V03", field="born_on", severity="E", facts={"reason": "unborn"})
    elif start.age is not None and start.age > OLDEST_PLAUSIBLE_AGE:
        yield Problem(check="L04", field="born_on", severity="Q", facts={"age": start.age})


def _labour(start: Start, *, rule_set: RuleSet) -> Iterator[Problem]:
    yield from _long_term(start, rule_set=rule_set)
    if start.labour_status not in {"EMPLOYED", "UNEMPLOYED"} or start.age is None:
        return
    facts: dict[str, object] = {"age": start.age, "working_age": rule_set.working_age}
    if 0 <= start.age < rule_set.working_age:
        facts["reason"] = "too_young"
        yield Problem(check="V07", field="labour_status", severity="E", facts=facts)
    elif start.labour_status == "EMPLOYED" and start.age == rule_set.working_age:
        facts["reason"] = "just_old_enough"
        yield Problem(check="V07", field="labour_status", severity="W", facts=facts)


def _long_term(start: Start, *, rule_set: RuleSet) -> Iterator[Problem]:
    """V06: stated as long-term, without the status or the months that make it so."""
    if not start.long_term_unemployed:
        return
    name = "long_term_unemployed"
    if start.labour_status != "UNEMPLOYED":
        yield Problem(check="V06", field=name, severity="E", facts={"reason": "status"})
        return
    if start.age is None or start.age < 0:
        return
    needed = rule_set.long_term_after_months(age=start.age)
    if start.months_out_of_work is None or start.months_out_of_work <= needed:
        facts = {"reason": "months", "months": start.months_out_of_work, "needed": needed}
        yield Problem(check="V06", field=name, severity="E", facts=facts)


def _within_project(start: Start, *, starts_on: date, ends_on: date) -> Iterator[Problem]:
    if start.started_on and not starts_on <= start.started_on <= ends_on:
        facts = {"starts_on": starts_on, "ends_on": ends_on}
        yield Problem(check="V08", field="started_on", severity="E", facts=facts)


def _address(start: Start, *, gmina_known: bool) -> Iterator[Problem]:
    if not POSTAL_CODE.fullmatch(start.postal_code):
        yield Problem(check="V18", field="postal_code", severity="E", facts={"reason": "postal"})
    if not gmina_known:
        yield Problem(check="V18", field="gmina", severity="E", facts={"reason": "gmina"})


def _contact(start: Start) -> Iterator[Problem]:
    foreign = "".join(sorted({sign for sign in start.email if not sign.isascii()}))
    if foreign:
        yield Problem(check="V26", field="email", severity="E", facts={"signs": foreign})
    if not start.email:
        yield Problem(check="L02", field="email", severity="W")
    if not start.phone:
        yield Problem(check="L03", field="phone", severity="W")


def _exit_is_whole(leave: Leave) -> Iterator[Problem]:
    """V12: the exit day, the situation and the path are all there, or none of them is."""
    has_left = leave.ended_on is not None
    given = {
        "exit_situation": bool(leave.exit_situation),
        "completed_path": leave.completed_path is not None,
    }
    for name, is_given in given.items():
        if has_left and not is_given:
            yield Problem(check="V12", field=name, severity="E", facts={"reason": "missing"})
        elif is_given and not has_left:
            yield Problem(check="V12", field=name, severity="E", facts={"reason": "still_in"})


def _exit_days(start: Start, leave: Leave, *, today: date) -> Iterator[Problem]:
    if leave.ended_on is not None:
        if start.started_on and leave.ended_on < start.started_on:
            facts = {"started_on": start.started_on}
            yield Problem(check="V11", field="ended_on", severity="E", facts=facts)
        yield from _not_in_future("ended_on", leave.ended_on, today=today)
    for _, observed_on in leave.outcomes:
        yield from _not_in_future("outcomes", observed_on, today=today)


def _outcome_days(start: Start, leave: Leave, *, window_days: int) -> Iterator[Problem]:
    """V13: between the exit and the end of the window; a qualification since the start."""
    closes_on = leave.ended_on and leave.ended_on + timedelta(days=window_days)
    for kind, observed_on in leave.outcomes:
        opens_on = start.started_on if kind == "QUALIFICATION" else leave.ended_on
        reason = _outside(observed_on, opens_on=opens_on, closes_on=closes_on)
        if reason:
            facts = {
                "reason": reason,
                "kind": kind,
                "opens_on": opens_on,
                "closes_on": closes_on,
                "window_days": window_days,
            }
            yield Problem(check="V13", field="outcomes", severity="E", facts=facts)


def _outside(observed_on: date, *, opens_on: date | None, closes_on: date | None) -> str:
    """'still_in', 'early' or 'late'; empty when the day is inside the window."""
    if opens_on is None:
        return "still_in"
    if observed_on < opens_on:
        return "early"
    return "late" if closes_on is not None and observed_on > closes_on else ""


def _outcome_kinds(start: Start, leave: Leave) -> Iterator[Problem]:
    kinds = {kind for kind, _ in leave.outcomes}
    if "EMPLOYMENT" in kinds and start.labour_status == "EMPLOYED":
        yield Problem(check="V14", field="outcomes", severity="E")
    if "JOB_SEARCH" in kinds and start.labour_status != "INACTIVE":
        yield Problem(check="V15", field="outcomes", severity="W")


def _not_in_future(name: str, day: date | None, *, today: date) -> Iterator[Problem]:
    if day and day > today:
        facts = {"reason": name, "day": day}
        yield Problem(check="L01", field=name, severity="E", facts=facts)
