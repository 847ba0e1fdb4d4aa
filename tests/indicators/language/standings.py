"""Where hand-written participations stand: with one version of a definition, and with two."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import ModuleType
from typing import Any

from psycopg import Connection

from indicators.language import as_sql, opening, opening_as_sql, tree
from indicators.language.counted import Counted
from indicators.language.opening import State
from tests.indicators.language.population import LEFT_ON, anna, day_after_leaving, insert
from tests.indicators.language.rules import EMPLOYED_IN_28_DAYS, SOON_AFTER_START, THREE_MONTHS

HIT, IN_PROGRESS, PENDING, LOST, OUTSIDE = State
WOMAN = {"field": "sex", "is": "F"}
AT_RISK = {"field": "at_risk", "is": True}
LEFT = {"field": "ended_on", "known": True}
COMPLETED = {"field": "completed_path", "is": True}
STILL_HERE = {"ended_on": None, "completed_path": None}


def definition(rule: object, counts_on: str = "employment_on", **others: object) -> Counted:
    return Counted(key=1, tree=tree.parse(rule), counts_on=counts_on, **others)


def hours(**asked: object) -> dict[str, object]:
    return {"field": "support_hours", **asked}


EMPLOYED = definition({"all": [AT_RISK, EMPLOYED_IN_28_DAYS]})
COMPLETED_PATH = definition(COMPLETED, "ended_on")
WORKING = definition(THREE_MONTHS, "lasting_work_on")
EITHER = definition({"any": [EMPLOYED_IN_28_DAYS, THREE_MONTHS]})
BOTH = definition({"all": [EMPLOYED_IN_28_DAYS, THREE_MONTHS]})
NOT_EMPLOYED = definition({"all": [LEFT, {"not": EMPLOYED_IN_28_DAYS}]}, "ended_on")
SHORT_STAY = definition({"field": "ended_on", "window": {"after": "start", "to": 30}}, "ended_on")
LEFT_IN_JUNE = definition({"field": "ended_on", "to": "2021-06-30"}, "ended_on")

OF_ONE_VERSION = [
    (EMPLOYED, STILL_HERE, 0, IN_PROGRESS),
    (EMPLOYED, STILL_HERE | {"at_risk": False}, 0, OUTSIDE),
    (EMPLOYED, {}, 0, PENDING),
    (EMPLOYED, {}, 28, PENDING),
    (EMPLOYED, {}, 29, LOST),
    (EMPLOYED, {"at_risk": False}, 28, OUTSIDE),
    (EMPLOYED, {"employment_on": day_after_leaving(28)}, 28, HIT),
    (EMPLOYED, {"employment_on": day_after_leaving(28)}, 99, HIT),
    (EMPLOYED, {"employment_on": day_after_leaving(29)}, 29, LOST),
    # Work before leaving is not work after it, which may still be seen.
    (EMPLOYED, {"employment_on": day_after_leaving(-5)}, 10, PENDING),
    (EMPLOYED, {"employment_on": day_after_leaving(-5)}, 29, LOST),
    (EMPLOYED, STILL_HERE | {"employment_on": day_after_leaving(-5)}, 0, IN_PROGRESS),
    (replace(EMPLOYED, rule_set="P2014"), {}, 28, PENDING),
    (replace(EMPLOYED, rule_set="P2021"), {}, 28, OUTSIDE),
    (replace(EMPLOYED, rule_set="P2021"), STILL_HERE, 28, OUTSIDE),
    (replace(EMPLOYED, rule_set="P2021"), {"employment_on": LEFT_ON}, 28, OUTSIDE),
    (replace(EMPLOYED, rule_set="P2014"), {"employment_on": LEFT_ON}, 28, HIT),
    (WORKING, {"ended_on": date(2021, 11, 30)}, 243, PENDING),  # 28 February 2022
    (WORKING, {"ended_on": date(2021, 11, 30)}, 244, LOST),
    (EITHER, {}, 92, PENDING),
    (EITHER, {}, 93, LOST),
    (BOTH, {}, 28, PENDING),
    (BOTH, {}, 29, LOST),
    (BOTH, {"lasting_work_on": day_after_leaving(93)}, 93, LOST),
    (definition(SOON_AFTER_START), STILL_HERE | {"started_on": LEFT_ON}, 90, PENDING),
    (definition(SOON_AFTER_START), STILL_HERE | {"started_on": LEFT_ON}, 91, LOST),
    (COMPLETED_PATH, STILL_HERE, 0, IN_PROGRESS),
    (COMPLETED_PATH, {}, 0, HIT),
    (COMPLETED_PATH, {"completed_path": False}, 0, OUTSIDE),
    (COMPLETED_PATH, {"completed_path": None}, 0, OUTSIDE),
    (NOT_EMPLOYED, STILL_HERE, 0, IN_PROGRESS),
    (NOT_EMPLOYED, {}, 0, HIT),
    (NOT_EMPLOYED, {"employment_on": day_after_leaving(3)}, 3, OUTSIDE),
    (SHORT_STAY, STILL_HERE, 0, IN_PROGRESS),
    (SHORT_STAY, {}, 0, OUTSIDE),
    (LEFT_IN_JUNE, STILL_HERE, 0, IN_PROGRESS),
    (LEFT_IN_JUNE, {"ended_on": day_after_leaving(1)}, 1, OUTSIDE),
    (definition({"not": LEFT}, "started_on"), {}, 0, OUTSIDE),
    (definition(hours(at_least=40), "started_on"), {}, 0, OUTSIDE),
    (definition(hours(at_least=40), "started_on"), STILL_HERE, 0, IN_PROGRESS),
    (definition(hours(more_than=20), "started_on"), STILL_HERE, 0, IN_PROGRESS),
    (definition(hours(at_most=19), "started_on"), STILL_HERE, 0, OUTSIDE),
    (definition(hours(less_than=21), "started_on"), STILL_HERE, 0, HIT),
    (definition({"not": hours(less_than=21)}, "started_on"), STILL_HERE, 0, IN_PROGRESS),
    (definition({"not": hours(at_least=20)}, "started_on"), STILL_HERE, 0, OUTSIDE),
    (definition(hours(**{"is": 21}), "started_on"), STILL_HERE, 0, IN_PROGRESS),
    (definition(hours(**{"is": 19}), "started_on"), STILL_HERE, 0, OUTSIDE),
    (definition({"not": hours(**{"is": 20})}, "started_on"), STILL_HERE, 0, IN_PROGRESS),
    (definition(hours(**{"in": [8, 21]}), "started_on"), STILL_HERE, 0, IN_PROGRESS),
    (definition(hours(**{"in": [8, 19]}), "started_on"), STILL_HERE, 0, OUTSIDE),
    # Its rule holds without the day it counts on, and no window says until when that may come.
    (definition(WOMAN), {}, 999, IN_PROGRESS),
]


BORDER = day_after_leaving(10)
# From the border on, of the employed only women count.
OLD = replace(EMPLOYED, until=BORDER)
NEW = definition({"all": [WOMAN, EMPLOYED_IN_28_DAYS]}, since=BORDER)
WORK_BEFORE, WORK_AFTER = ({"employment_on": BORDER - timedelta(days=n)} for n in (1, 0))


OF_TWO_VERSIONS = [
    ({}, 28, PENDING),
    ({}, 29, LOST),
    ({"sex": "M"}, 9, PENDING),
    ({"sex": "M"}, 10, LOST),
    ({"at_risk": False}, 28, PENDING),
    ({"at_risk": False, "sex": "M"}, 0, OUTSIDE),
    ({"sex": "M"} | WORK_BEFORE, 9, HIT),
    ({"sex": "M"} | WORK_AFTER, 10, OUTSIDE),
    ({"at_risk": False} | WORK_BEFORE, 9, OUTSIDE),
    ({"at_risk": False} | WORK_AFTER, 10, HIT),
    (STILL_HERE, 99, IN_PROGRESS),
    # The day of leaving is open, but not the day until which men count.
    (STILL_HERE | {"sex": "M"}, 9, PENDING),
    (STILL_HERE | {"sex": "M"}, 10, LOST),
    # Whoever left long before the border closes has no day in the later version.
    ({"at_risk": False, "ended_on": BORDER - timedelta(days=29)}, 0, OUTSIDE),
    ({"at_risk": False, "ended_on": BORDER - timedelta(days=28)}, 10, PENDING),
]
# Replaced on its first day, it was in force on none.
NEVER_IN_FORCE = replace(EMPLOYED, since=BORDER, until=BORDER)

# Versions, the participation, the day, and where it stands.
STANDINGS: list[tuple[list[Counted], dict[str, object], date, State]] = [
    *(([one], anna(**was), day_after_leaving(days), at) for one, was, days, at in OF_ONE_VERSION),
    *(([OLD, NEW], anna(**was), day_after_leaving(days), at) for was, days, at in OF_TWO_VERSIONS),
    ([NEVER_IN_FORCE], anna(), LEFT_ON, OUTSIDE),
    ([NEVER_IN_FORCE], anna(employment_on=BORDER), BORDER, OUTSIDE),
]


def misplaced_by_python(reading: ModuleType = opening) -> list[Any]:
    """The cases that Python sees elsewhere than they stand."""
    return [
        (tree.to_json(versions[0].tree), row, on, state)
        for versions, row, on, state in STANDINGS
        if reading.standing(versions, row).state(on=on).name != state.name
    ]


def misplaced_by_sql(
    connection: Connection, *, hits: ModuleType = as_sql, still: ModuleType = opening_as_sql
) -> list[Any]:
    """The cases that SQL sees elsewhere than they stand, or in two places at once."""
    insert(connection, [row for _, row, _, _ in STANDINGS])
    counted = [
        replace(version, key=place)
        for place, (versions, *_) in enumerate(STANDINGS)
        for version in versions
    ]
    are_hits = _own(connection.execute(*hits.hits_statement(counted)).fetchall())
    are_open = _own(connection.execute(*still.open_statement(counted)).fetchall())
    found: dict[int, State | None] = {
        place: opening.state_of(closes_on, on=STANDINGS[place][2])
        for place, closes_on in are_open.items()
    }
    found |= {place: None if place in are_open else HIT for place in are_hits}
    return [
        (tree.to_json(versions[0].tree), row, on, state)
        for place, (versions, row, on, state) in enumerate(STANDINGS)
        if found.get(place, OUTSIDE) is not state
    ]


def _own(rows: Sequence[tuple[int, int, date | None]]) -> dict[int, date | None]:
    """Of each definition, what is said of the participation it was written for."""
    return {key: day for id_, key, day in rows if id_ == key}
