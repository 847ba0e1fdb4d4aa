"""Everybody is a hit, may still be one, was lost, or never could: by Python and by SQL alike."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from indicators.language import as_sql, fields, nodes, opening, opening_as_sql, tree
from indicators.language.counted import Counted
from indicators.language.opening import State
from tests.indicators.language.population import LEFT_ON, anna, day_after_leaving, insert
from tests.indicators.language.rules import EMPLOYED_IN_28_DAYS, SOON_AFTER_START, THREE_MONTHS

pytestmark = pytest.mark.xdist_group("generated rules")

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

STANDINGS = [
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


def by_sql(connection, versions: list[Counted], row: dict[str, object], on: date) -> State:
    insert(connection, [row])
    hits = connection.execute(*as_sql.hits_statement(versions)).fetchall()
    still = connection.execute(*opening_as_sql.open_statement(versions)).fetchall()
    assert len(hits) + len(still) <= 1
    if hits:
        return HIT
    return opening.state_of(still[0][2], on=on) if still else OUTSIDE


@pytest.mark.parametrize(("counted", "changes", "days", "state"), STANDINGS)
def test_where_anna_stands(scratch_connection, counted, changes, days, state):
    row, on = anna(**changes), day_after_leaving(days)

    assert opening.standing([counted], row).state(on=on) is state
    assert by_sql(scratch_connection, [counted], row, on) is state


BORDER = day_after_leaving(10)
# From the border on, of the employed only women count.
OLD = replace(EMPLOYED, until=BORDER)
NEW = definition({"all": [WOMAN, EMPLOYED_IN_28_DAYS]}, since=BORDER)
WORK_BEFORE, WORK_AFTER = ({"employment_on": BORDER - timedelta(days=n)} for n in (1, 0))


@pytest.mark.parametrize(
    ("changes", "days", "state"),
    [
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
    ],
)
def test_versions_of_a_definition_share_what_may_still_come(
    scratch_connection, changes, days, state
):
    row, on = anna(**changes), day_after_leaving(days)

    assert opening.standing([OLD, NEW], row).state(on=on) is state
    assert by_sql(scratch_connection, [OLD, NEW], row, on) is state


def test_a_version_that_another_replaced_on_its_first_day_opens_nothing(scratch_connection):
    never_in_force = replace(EMPLOYED, since=BORDER, until=BORDER)

    assert opening.standing([never_in_force], anna()).state(on=LEFT_ON) is OUTSIDE
    assert by_sql(scratch_connection, [never_in_force], anna(), LEFT_ON) is OUTSIDE


def test_what_is_open_can_be_asked_of_some_participations_and_of_no_definition(scratch_connection):
    insert(scratch_connection, [anna(), anna(), anna(at_risk=False)])

    def ids(definitions, ids):
        statement = opening_as_sql.open_statement(definitions, ids=ids)
        return [id_ for id_, *_ in scratch_connection.execute(*statement)]

    assert ids([EMPLOYED], [1, 2]) == [1]
    assert ids([], [1, 2]) == ids([], None) == []


def test_a_day_forged_past_the_definition_opens_no_column():
    with pytest.raises(KeyError):
        opening_as_sql.open_statement([definition(WOMAN, "started_on) from pg_shadow --")])


def later(row: dict[str, object], on: date, choice: random.Random) -> dict[str, object]:
    """The same participation when something has happened on a day or after it."""
    ahead = {outcome.column for outcome in fields.OUTCOMES.values()}
    changed = {
        column: on + timedelta(days=choice.randrange(40))
        for column in ahead
        if choice.random() < 0.5 and (row[column] is None or row[column] < on)
    }
    if row["ended_on"] is None:
        grown = choice.randrange(5)
        changed |= {name: row[name] + grown for name, field in fields.FIELDS.items() if field.grows}
        if choice.random() < 0.7:
            changed["ended_on"] = on + timedelta(days=choice.randrange(5))
            if row["completed_path"] is None:
                changed["completed_path"] = choice.choice([True, False])
    return {**row, **changed}


def test_nobody_who_was_lost_or_outside_counts_by_what_happens_afterwards(some_trees, some_people):
    choice, became_hits = random.Random(1), 0
    for rule in some_trees[:700]:
        counted = Counted(key=1, tree=rule, counts_on="started_on")
        for row in choice.sample(some_people, 12):
            on = LEFT_ON + timedelta(days=choice.randrange(60))
            before = opening.standing([counted], row).state(on=on)
            if before is not HIT and opening.is_hit(counted, later(row, on, choice)):
                assert before in (IN_PROGRESS, PENDING), (tree.to_json(rule), row, on)
                became_hits += 1

    assert became_hits > 50


def test_a_participation_moves_from_pending_to_lost_and_never_back(some_trees, some_people):
    order = [IN_PROGRESS, PENDING, LOST]
    for rule in some_trees[:300]:
        counted = Counted(key=1, tree=nodes.Not(rule), counts_on="started_on")
        for row in some_people[:10]:
            stands = opening.standing([counted], row)
            states = [stands.state(on=LEFT_ON + timedelta(days=n)) for n in range(0, 800, 80)]
            if set(states) - set(order):
                assert len(set(states)) == 1
            else:
                assert [order.index(state) for state in states] == sorted(map(order.index, states))
