"""Namesakes in a list to choose from are told apart; whoever has no namesake tells nothing more."""

from datetime import date

from projects.participants.models import Participation, Person
from projects.participants.names import told_apart


def _row(family_name: str, born_on: date) -> Participation:
    person = Person(given_name="Maria", family_name=family_name, born_on=born_on)
    return Participation(person=person)


def test_only_namesakes_tell_their_day_of_birth():
    rows = [
        _row("Pallach", date(1971, 3, 2)),
        _row("Pallach", date(1988, 11, 30)),
        _row("Reszka", date(1990, 1, 1)),
    ]

    names = [name for _pk, name in told_apart(rows)]

    assert names == [
        "Pallach Maria, ur. 02.03.1971",
        "Pallach Maria, ur. 30.11.1988",
        "Reszka Maria",
    ]
