"""Cells against each other: the numbered checks of participants, asked of a row of the file.

The checks themselves stand in projects.participants.rules and nowhere else; here a row becomes
what they read, and what they find gets the mend that a row allows.
"""

from collections.abc import Iterator
from datetime import date

from core import pesel
from projects.participants.rules import (
    Leave,
    OnFile,
    Start,
    SupportGiven,
    age_on,
    days,
    identity,
    problems_at_leave,
    state,
)
from projects.participants.rules import Problem as Found
from projects.sm_efs.layout import Layout
from projects.sm_efs.rules import texts
from projects.sm_efs.rules.mending import NO, mend_of, worded
from projects.sm_efs.rules.problems import BLOCKS, WARNS, Known, Mend, Problem
from projects.sm_efs.rules.record import SUPPORT, Record

# Fields of a participation by the column that tells them, where they are not called alike.
COLUMNS = {
    "pesel": "identifier",
    "other_identifier": "identifier",
    "born_on": "age",
    "isced": "education",
    "support": "support_days",
    "outcomes": "exit_situation",
    "street": "",
    "notice_given_on": "",
    "declared_on": "",
    "premises": "",
    "benefits": "",
    "social_contract": "",
    "person": "",
    "long_term_unemployed": "labour_detail",
}
# Of these a row says nothing, or says it already by another check.
NOT_IN_A_ROW = frozenset({"V06", "V13", "V28", "L01"})
OUTCOMES = {"TOOK_UP_WORK": "EMPLOYMENT", "SEEKS_WORK": "JOB_SEARCH"}
LEAP_DAY = (2, 29)


def problems(record: Record, known: Known) -> Iterator[Problem]:
    """Of a record that was read from tidy cells; what is missing is told by the cells."""
    yield from _identifier(record, known)
    yield from _age(record)
    yield from _lists(record, known)
    for found in _found(record, known):
        if found.severity in (BLOCKS, WARNS) and found.check not in NOT_IN_A_ROW:
            yield as_ours(found, record, known.layout)


def as_ours(found: Found, record: Record | None = None, layout: Layout | None = None) -> Problem:
    """A check of participants as a problem of the file; without a record there is no mend."""
    return Problem(
        check=found.check,
        column=COLUMNS.get(found.field, found.field),
        severity=found.severity,
        reason=str(found.facts.get("reason", "")),
        facts=found.facts,
        mend=mend_of(found, record, layout) if record and layout else None,
        field=found.field,
    )


def _found(record: Record, known: Known) -> Iterator[Found]:
    start, support = _start(record), _support(record)
    if record.identifier:
        yield from (one for one in identity.identity(start) if one.field != "other_identifier")
    yield from state.labour(start, rule_set=known.rule_set)
    yield from state.citizenship(start)
    yield from days.within_project(
        start, starts_on=known.project_starts_on, ends_on=known.project_ends_on
    )
    closes_on = record.ended_on or known.project_ends_on
    yield from days.support_days(start, OnFile(support=support), closes_on=closes_on)
    if record.ended_on or record.exit_situation or record.completed_path:
        last_on = max((one.started_on for one in support), default=None)
        yield from problems_at_leave(
            start,
            _leave(record),
            today=known.today,
            rule_set=known.rule_set,
            last_support_on=last_on,
        )


def _start(record: Record) -> Start:
    """What the checks read. A row has no day of birth: a PESEL tells it, else the age does."""
    is_without = record.no_pesel == "YES"
    first, _, _ = record.education.partition("-")
    return Start(
        pesel=None if is_without else record.identifier,
        other_identifier=record.identifier if is_without else "",
        born_on=_born_on(record),
        sex=record.sex if record.sex in ("F", "M") else "",
        started_on=record.started_on,
        labour_status=record.labour_status,
        labour_detail=record.labour_detail,
        long_term_unemployed=record.labour_detail == "LONG_TERM",
        months_out_of_work=None,
        isced=int(first) if first.isdigit() else None,
        disability=record.disability,
        at_risk=True,
        postal_code=record.postal_code,
        gmina=record.gmina,
        email=record.email,
        phone=record.phone,
        citizenship=record.citizenship,
        third_country=record.third_country,
        foreign_background=record.foreign_background,
    )


def _born_on(record: Record) -> date | None:
    if record.no_pesel != "YES" and texts.is_pesel(record.identifier):
        return pesel.read(record.identifier).born_on
    if record.started_on is None or record.age is None or record.age >= record.started_on.year:
        return None
    day = record.started_on
    if (day.month, day.day) == LEAP_DAY:
        day = day.replace(day=28)
    return day.replace(year=day.year - record.age)


def _support(record: Record) -> tuple[SupportGiven, ...]:
    return tuple(
        SupportGiven(
            kind=": ".join(filter(None, (one.kind, one.detail))), started_on=one.started_on
        )
        for one in record.support
        if one.started_on
    )


def _leave(record: Record) -> Leave:
    path = {"YES": True, "NO": False}.get(record.completed_path)
    outcome = OUTCOMES.get(record.exit_situation)
    observed = ((outcome, record.ended_on),) if outcome and record.ended_on else ()
    return Leave(
        ended_on=record.ended_on,
        completed_path=path,
        exit_situation=record.exit_situation,
        outcomes=observed,
    )


def _identifier(record: Record, known: Known) -> Iterator[Problem]:
    """V04: the mark and the number say the same."""
    if record.no_pesel == "YES" and texts.is_pesel(record.identifier):
        mend = Mend(worded({"no_pesel": NO}, record, known.layout))
        yield Problem(check="V04", column="no_pesel", severity=BLOCKS, reason="is_pesel", mend=mend)


def _age(record: Record) -> Iterator[Problem]:
    """V03: the age is counted from the PESEL on the day of the start, and never typed."""
    is_counted = record.no_pesel != "YES" and texts.is_pesel(record.identifier)
    if not is_counted or record.started_on is None or record.age is None:
        return
    age = age_on(born_on=pesel.read(record.identifier).born_on, day=record.started_on)
    if age >= 0 and age != record.age:
        yield Problem(
            check="V03",
            column="age",
            severity=BLOCKS,
            reason="age",
            value=str(record.age),
            facts={"age": age},
            mend=Mend({"age": str(age)}),
        )


def _lists(record: Record, known: Known) -> Iterator[Problem]:
    """S10: each place of the lists has a kind that the system knows, with its "of which", and a day."""
    plain_pairs = {
        (kind.casefold(), detail.casefold()): (kind, detail) for kind, detail in known.pairs
    }
    for place, one in enumerate(record.support):
        if (one.kind, one.detail) in known.pairs:
            meant = None
        else:
            meant = plain_pairs.get((one.kind.casefold(), one.detail.casefold()))
            yield _in_lists("pair", record, place, known, f"{one.kind}: {one.detail}", meant)
        if one.started_on is None:
            yield _in_lists("day", record, place, known, one.kind, None)


def _in_lists(
    reason: str,
    record: Record,
    place: int,
    known: Known,
    value: str,
    meant: tuple[str, str] | None,
) -> Problem:
    mend = None
    if meant:
        join = known.layout.joined_by.join
        pairs = [(one.kind, one.detail) for one in record.support]
        pairs[place] = meant
        mend = Mend(
            dict(
                zip(
                    SUPPORT,
                    (join(kind for kind, _ in pairs), join(d for _, d in pairs)),
                    strict=False,
                )
            )
        )
    return Problem(
        check="S10",
        column="support_kinds" if reason == "pair" else "support_days",
        severity=BLOCKS,
        reason=reason,
        value=value,
        facts={"place": place + 1},
        mend=mend,
    )
