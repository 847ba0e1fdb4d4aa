"""Two rows about the same: one is enough where they agree, and neither is entered where they do not."""

import pytest

from core.ledger.models import Member
from projects.exchange import operations, queries
from projects.exchange.vocabulary import Standing
from tests import make
from tests.make import exchange, periods

FIRST, SECOND, THIRD = 3, 4, 5


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


def checked(anna, *people):
    return exchange.checked(exchange.sent(exchange.office_csv(people), by=anna), by=anna)


def standings(found, *numbers):
    return [exchange.row(found, number).standing for number in numbers]


def test_rows_that_contradict_each_other_are_both_a_mistake_and_name_each_other(anna):
    found = checked(
        anna,
        exchange.person(1, phone="700 700 700"),
        exchange.person(1, phone="800 800 800"),
        exchange.person(2),
    )

    assert standings(found, FIRST, SECOND, THIRD) == [Standing.BAD, Standing.BAD, Standing.ADD]
    assert f"Wiersz {SECOND} " in exchange.said(found, FIRST)["pesel"][0]
    assert f"Wiersz {FIRST} " in exchange.said(found, SECOND)["pesel"][0]


def test_rows_that_say_the_same_otherwise_written_are_one(anna):
    found = checked(anna, exchange.person(1), exchange.person(1, started_on="2026-03-03", lp="17"))

    assert standings(found, FIRST, SECOND) == [Standing.ADD, Standing.BAD]


def test_once_one_is_left_out_the_other_is_in_order(anna):
    found = checked(anna, exchange.person(1), exchange.person(1, phone="800 800 800"))
    left = exchange.row(found, FIRST)
    operations.leave_out(of=found, row=left, on=make.TODAY, by=anna)

    assert standings(found, FIRST, SECOND) == [Standing.LEFT, Standing.ADD]


def test_once_one_is_mended_into_the_other_one_is_enough(anna):
    found = checked(anna, exchange.person(1), exchange.person(1, phone="800 800 800"))
    answers = {"phone": exchange.USUAL["phone"]}
    operations.mend(row=exchange.row(found, SECOND), answers=answers, on=make.TODAY, by=anna)

    assert queries.counts(found) == {Standing.ADD: 1, Standing.BAD: 1}
    assert standings(found, FIRST) == [Standing.ADD]


def test_of_three_rows_all_that_are_left_still_have_to_agree(anna):
    phones = ("700 700 700", "800 800 800", "900 900 900")
    found = checked(anna, *(exchange.person(1, phone=phone) for phone in phones))
    operations.leave_out(of=found, row=exchange.row(found, FIRST), on=make.TODAY, by=anna)

    assert standings(found, FIRST, SECOND, THIRD) == [Standing.LEFT, Standing.BAD, Standing.BAD]


def test_different_exits_of_one_person_are_entered_neither(anna):
    project = make.project(by=anna)
    exchange.people_in(project, exchange.person(1), by=anna)
    number = exchange.person(1)["pesel"]
    titles = ["PESEL", "Data zakończenia udziału", "Zgodnie ze ścieżką", "Sytuacja po zakończeniu"]
    content = exchange.table(
        titles,
        [number, "01.10.2026", "tak", "TOOK_UP_WORK"],
        [number, "02.10.2026", "tak", "TOOK_UP_WORK"],
    )
    found = exchange.sent(content, project=project, kind="outcomes", by=anna)
    found = exchange.checked(found, by=anna)

    assert standings(found, 2, 3) == [Standing.BAD, Standing.BAD]
    assert [exchange.row(found, number).fields for number in (2, 3)] == [["ended_on"]] * 2


OUTCOME = ["PESEL", "Data zakończenia udziału", "Zgodnie ze ścieżką", "Sytuacja po zakończeniu"]
OUTCOME += ["Rezultat", "Data rezultatu", "Dowód"]
WORK = ("EMPLOYMENT", "05.10.2026", "CONTRACT")
LEARNING = ("EDUCATION", "06.10.2026", "SCHOOL")


def _of_one_person(anna, *rows):
    """Exits and outcomes of one person: the day of leaving, and the outcome where there is one."""
    project = make.project(by=anna)
    exchange.people_in(project, exchange.person(1), by=anna)
    number = exchange.person(1)["pesel"]
    lines = [[number, day, "tak", "TOOK_UP_WORK", *(came or ("", "", ""))] for day, came in rows]
    found = exchange.sent(
        exchange.table(OUTCOME, *lines), project=project, kind="outcomes", by=anna
    )
    return exchange.checked(found, by=anna)


def test_different_exits_contradict_each_other_whatever_came_of_them(anna):
    found = _of_one_person(anna, ("01.10.2026", WORK), ("02.10.2026", LEARNING))

    assert standings(found, 2, 3) == [Standing.BAD, Standing.BAD]
    assert "Wiersz 3 " in exchange.said(found, 2)["ended_on"][0]


def test_an_exit_alone_contradicts_another_with_an_outcome(anna):
    found = _of_one_person(anna, ("01.10.2026", None), ("02.10.2026", WORK))

    assert standings(found, 2, 3) == [Standing.BAD, Standing.BAD]


def test_two_outcomes_of_one_exit_contradict_nothing(anna):
    found = _of_one_person(anna, ("01.10.2026", WORK), ("01.10.2026", LEARNING))

    assert standings(found, 2, 3) == [Standing.ADD, Standing.ADD]


def test_doubles_are_found_again_though_rows_of_closed_reports_were_left_out(anna):
    """What was said of a row that is out says nothing of how far the next look is."""
    project = make.project(by=anna)
    periods.closed(periods.period(of=project, by=anna), by=anna)
    reported, after = {"started_on": "03.03.2026"}, {"started_on": "04.05.2026"}
    people = [exchange.person(1, **reported), exchange.person(2, **after)]
    content = exchange.office_csv([*people, exchange.person(2, **after)])
    found = exchange.checked(exchange.sent(content, project=project, by=anna), by=anna)
    operations.leave_out(of=found, row=None, are_reported=True, on=make.TODAY, by=anna)
    expected = [Standing.LEFT, Standing.ADD, Standing.BAD]
    assert standings(found, FIRST, SECOND, THIRD) == expected

    found = exchange.checked(found, by=anna)

    assert standings(found, FIRST, SECOND, THIRD) == expected
