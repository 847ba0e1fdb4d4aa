"""For two weeks a file is taken back: every row is as it was, and nobody's later work is lost."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.ledger.models import Member
from projects.agreements.models import Project
from projects.exchange import forgetting, keeping, operations, parts, queries, rows
from projects.exchange.models import Import
from projects.exchange.vocabulary import Differing, Standing, Step
from projects.participants import operations as participants
from projects.participants.columns import entry_of, start_of
from projects.participants.models import Participation, Person
from tests import make
from tests.make import exchange

PEOPLE, NEW = 4, 2
MINUTE = timedelta(minutes=1)
CHANGED = {"phone": "700 700 700", "isced": "6", "place": "Żukowo"}


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def project(anna) -> Project:
    found = make.project(by=anna)
    _entered(found, *(exchange.person(number) for number in range(PEOPLE)), by=anna)
    return found


@pytest.fixture
def file(project, anna) -> Import:
    """A file that changed everybody who was here, and added two."""
    told = [exchange.person(number, **CHANGED) for number in range(PEOPLE)]
    new = [exchange.person(PEOPLE + number) for number in range(NEW)]
    found = _entered(project, *told, *new, by=anna)
    assert queries.counts(found) == {Standing.DONE: PEOPLE + NEW}
    return found


def _entered(project: Project, *rows: dict[str, str], by: Member) -> Import:
    found = exchange.sent(exchange.office_csv(rows), project=project, by=by)
    return exchange.entered(exchange.checked(found, by=by), differing=Differing.FILE, by=by)


def _people() -> dict[str, Any]:
    return {
        one.person.family_name: (entry_of(one.person), start_of(one))
        for one in Participation.objects.select_related("person", "project")
    }


def _name(number: int) -> str:
    return exchange.person(number)["family_name"]


def _taken_back(file: Import, *, by: Member, later: timedelta = MINUTE) -> Import:
    """At the end of the time, after the clock has forgotten what is older."""
    at = file.applied_at + keeping.KEPT - later
    forgetting.forget(at=at)
    operations.take_back(of=file, seen=rows.seen_entered(file), at=at, by=by)
    return exchange.moved(file)


def _page(file: Import) -> dict[str, Any]:
    return parts.page_of(file, on=make.TODAY, at=file.undone_at)


def _corrected(name: str, by: Member, **facts: Any) -> None:
    person = Person.objects.get(family_name=name)
    entry = replace(entry_of(person), **facts)
    moment = {"reason": "rozmowa", "on": make.TODAY, "by": by}
    participants.correct_person(person=person, entry=entry, version=person.version, **moment)


def _corrected_start(name: str, by: Member, **facts: Any) -> None:
    who = Participation.objects.select_related("person", "project").get(person__family_name=name)
    start = replace(start_of(who), **facts)
    moment = {"reason": "rozmowa", "on": make.TODAY, "by": by}
    participants.correct_start(participation=who, start=start, version=who.version, **moment)


def test_a_minute_before_two_weeks_are_over_everybody_is_as_before(project, anna):
    before = _people()
    told = [exchange.person(number, **CHANGED) for number in range(PEOPLE + NEW)]
    file = _entered(project, *told, by=anna)
    assert _people() != before

    file = _taken_back(file, by=anna)

    assert (file.step, queries.counts(file)) == (Step.UNDONE, {Standing.BACK: PEOPLE + NEW})
    assert _people() == before


def test_a_minute_after_two_weeks_it_is_refused_and_all_stays(file, anna):
    after = _people()

    with pytest.raises(operations.TooLate):
        _taken_back(file, by=anna, later=-MINUTE)

    assert _people() == after


def test_what_a_colleague_did_beside_the_file_stays_and_the_rest_goes_back(file, anna):
    _corrected(_name(0), anna, email="nowy@example.org", street="Długa")
    _corrected_start(_name(1), anna, homeless="YES")

    file = _taken_back(file, by=anna)

    assert queries.counts(file) == {Standing.BACK: PEOPLE + NEW}
    people = _people()
    first, second = people[_name(0)], people[_name(1)]
    assert (first[0].email, first[0].street) == ("nowy@example.org", "Długa")
    assert (first[0].phone, first[0].place, first[1].isced) == ("600 100 200", "Kartuzy", 3)
    assert (second[1].homeless, second[1].isced) == ("YES", 3)


def test_where_both_changed_the_same_theirs_stays_and_all_values_are_told(file, anna):
    _corrected(_name(2), anna, phone="800 800 800")

    file = _taken_back(file, by=anna)

    assert queries.counts(file) == {Standing.BACK: PEOPLE + NEW - 1, Standing.KEPT: 1}
    person, start = _people()[_name(2)]
    assert (person.phone, person.place, start.isced) == ("800 800 800", "Kartuzy", 3)
    why = exchange.why(file, file.rows.get(standing=Standing.KEPT).number)
    assert all(phone in why for phone in ("600 100 200", "700 700 700", "800 800 800"))


def test_codes_are_compared_in_words(file, anna):
    _corrected_start(_name(3), anna, labour_detail="OTHER_INACTIVE")
    _corrected_start(_name(2), anna, isced=1)

    file = _taken_back(file, by=anna)

    kept = file.rows.filter(standing=Standing.KEPT)
    assert [exchange.row(file, row.number).standing for row in kept] == [Standing.KEPT]
    assert "ykształceni" in exchange.why(file, kept.get().number)


def test_whoever_put_it_back_by_hand_collides_with_nothing(file, anna):
    _corrected(_name(0), anna, phone="600 100 200")

    file = _taken_back(file, by=anna)

    assert queries.counts(file) == {Standing.BACK: PEOPLE + NEW}


@pytest.mark.urls("config.urls_tenant")
def test_the_page_says_that_something_stays_only_where_it_does(file, anna):
    _corrected(_name(PEOPLE), anna, email="nowy@example.org")

    assert _page(_taken_back(file, by=anna))["stays"] == 1


@pytest.mark.urls("config.urls_tenant")
def test_where_all_went_back_the_page_speaks_of_nothing_that_stays(file, anna):
    assert _page(_taken_back(file, by=anna))["stays"] == 0


def test_whoever_was_added_and_worked_on_since_stays(file, anna):
    _corrected(_name(PEOPLE), anna, email="nowy@example.org")

    file = _taken_back(file, by=anna)

    assert queries.counts(file) == {Standing.BACK: PEOPLE + NEW - 1, Standing.KEPT: 1}
    assert _people()[_name(PEOPLE)][0].email == "nowy@example.org"
    assert _name(PEOPLE + 1) not in _people()
