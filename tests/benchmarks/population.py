"""Invented people and their participations: the same for every fleet, whatever its tenants."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from core import crypto, pesel
from projects.participants.vocabulary import (
    Disability,
    EvidenceKind,
    ExitSituation,
    LabourStatus,
    OutcomeKind,
)
from territory import tiles

UNITS = sorted(tiles.UNITS)
# Every fifth participation is of somebody who took part before, here or elsewhere.
KNOWN_BEFORE = 0.2
MOST_TIMES = 3
FIRST_DAY, LAST_DAY = date(2023, 1, 2), date(2026, 9, 30)
FAMILY_NAMES = ("Bielak", "Ćwik", "Gołąb", "Hinc", "Kreft", "Miotk", "Okrój", "Żuk")
GIVEN_NAMES = {"F": ("Żaneta", "Łucja", "Hanna"), "M": ("Bolesław", "Gerard", "Józef")}


@dataclass(frozen=True, kw_only=True)
class Someone:
    given_name: str
    family_name: str
    pesel: str
    box: bytes
    born_on: date
    sex: str
    disability: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class Stay:
    """One participation, in a unit; in which tenant and project is the fleet's affair."""

    person: int
    unit: str
    started_on: date
    age: int
    labour_status: str
    at_risk: bool
    ended_on: date | None = None
    completed_path: bool | None = None
    exit_situation: str = ""
    outcomes: tuple[tuple[str, date, str], ...] = ()


@dataclass(frozen=True)
class Population:
    people: list[Someone]
    stays: list[Stay]


def invent(participations: int) -> Population:
    """Draw people with real boxes, made once each, because opening them is part of publishing."""
    draw = Random(participations)
    people: list[Someone] = []
    stays: list[Stay] = []
    times: Counter[int] = Counter()
    for _ in range(participations):
        person = draw.randrange(len(people)) if people else 0
        is_known = draw.random() < KNOWN_BEFORE and 0 < times[person] < MOST_TIMES
        if not is_known:
            person = len(people)
            people.append(_someone(person, draw))
        home = people[person].unit
        unit = draw.choice(UNITS) if is_known and draw.random() < 0.5 else home
        times[person] += 1
        stays.append(_stay(person, unit, draw))
    return Population(people, stays)


def _someone(number: int, draw: Random) -> Someone:
    sex = "F" if draw.random() < 0.6 else "M"
    # In the 1800s: these numbers belong to nobody alive.
    born_on = date(1860, 1, 1) + timedelta(days=number % 14_000)
    digits = pesel.make(born_on=born_on, sex=sex, serial=number // 14_000)
    return Someone(
        given_name=draw.choice(GIVEN_NAMES[sex]),
        family_name=draw.choice(FAMILY_NAMES),
        pesel=digits,
        box=crypto.boxed_for_publishing(digits),
        born_on=born_on,
        sex=sex,
        disability=draw.choices(Disability.values, (30, 67, 3))[0],
        unit=draw.choice(UNITS),
    )


def _stay(person: int, unit: str, draw: Random) -> Stay:
    started_on = FIRST_DAY + timedelta(days=draw.randrange((LAST_DAY - FIRST_DAY).days))
    ended_on = started_on + timedelta(days=draw.randrange(60, 400))
    start = {
        "person": person,
        "unit": unit,
        "started_on": started_on,
        "age": draw.randrange(18, 65),
        "labour_status": draw.choices(LabourStatus.values, (45, 50, 5))[0],
        "at_risk": draw.random() < 0.95,
    }
    if ended_on > LAST_DAY:
        return Stay(**start)
    outcomes = _outcomes(ended_on, draw)
    works = any(kind == OutcomeKind.EMPLOYMENT for kind, _day, _evidence in outcomes)
    return Stay(
        ended_on=ended_on,
        completed_path=draw.random() < 0.8,
        exit_situation=ExitSituation.TOOK_UP_WORK if works else ExitSituation.SEEKS_WORK,
        outcomes=outcomes,
        **start,
    )


def _outcomes(ended_on: date, draw: Random) -> tuple[tuple[str, date, str], ...]:
    """Some of them too late to count: the window of a result closes after 28 days."""
    chances = (
        (OutcomeKind.EMPLOYMENT, 0.35, EvidenceKind.CONTRACT),
        (OutcomeKind.QUALIFICATION, 0.25, EvidenceKind.CERTIFICATE),
        (OutcomeKind.JOB_SEARCH, 0.2, EvidenceKind.STATEMENT),
    )
    return tuple(
        (kind, ended_on + timedelta(days=draw.randrange(36)), evidence)
        for kind, chance, evidence in chances
        if draw.random() < chance
    )
