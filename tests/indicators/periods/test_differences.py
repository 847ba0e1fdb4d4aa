"""After closing: corrections are signed differences, with who and why, and nothing is lost of them."""

import random
from collections import Counter
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from core import tenancy
from core.ledger.models import Member
from indicators.definitions.models import Definition
from indicators.facts import tasks as publishing
from indicators.periods import queries
from indicators.periods.models import Closing, ReportedMove
from indicators.periods.rules.counting import Cell
from projects.participants import entries
from projects.participants import operations as participants
from projects.participants.models import Participation
from tests import make
from tests.make import periods

PEOPLE, DISABLED = "PEOPLE_AT_RISK", "PEOPLE_WITH_DISABILITIES"


def corrected(one: Participation, *, by: Any, reason: str = "pomyłka", **facts: Any) -> None:
    found = Participation.objects.get(pk=one.pk)
    usual = {"started_on": found.started_on, "disability": found.disability}
    participants.correct_start(
        participation=found,
        start=make.start_entry(**{**usual, **facts}),
        version=found.version,
        reason=reason,
        on=make.TODAY,
        by=by,
    )


def test_a_corrected_trait_moves_a_person_between_cells_with_the_reason(anna, first, women):
    closing = periods.closed(first, by=anna)
    corrected(women[0], by=anna, disability="YES", reason="orzeczenie było w teczce")

    found = queries.difference_of(closing)

    assert found.signed[Cell(PEOPLE, "", "YES")] == 1
    assert found.signed[Cell(PEOPLE, "", "NO")] == -1
    assert found.signed[Cell(PEOPLE)] == 0
    assert found.signed[Cell(DISABLED, "F")] == 1
    assert found.live(Cell(PEOPLE, "", "NO")) == 2
    [came] = [move for move in found.moves if move.code == DISABLED]
    assert came.came(first.ends_on)
    own = {"project": first.project_id, "by": anna}
    [line] = queries.moved([came], found.events, **own)
    assert line.name == "Lis Ala"
    assert "orzeczenie było w teczce" in line.reasons[0]


def test_who_is_behind_a_difference_is_told_by_what_its_reader_may_see(anna, alfa, first, women):
    closing = periods.closed(first, by=anna)
    corrected(women[0], by=anna, disability="YES", reason="orzeczenie")
    found = queries.difference_of(closing)
    with tenancy.acting_as(tenancy.Role.WEB):
        viewer = make.member(alfa, "wit@example.org", "Wit Zalewski", "viewer")
        officer = make.member(alfa, "zyta@example.org", "Zyta Kos", "settlement_officer")

    for reader, name, knows_why in ((viewer, "", False), (officer, "Lis Ala", False)):
        line = queries.moved(found.moves, found.events, project=first.project_id, by=reader)[0]
        assert line.name == name
        assert ("orzeczenie" in line.reasons[0]) is knows_why


def test_a_person_voided_after_the_report_is_a_minus_one_with_what_was_found(anna, first, women):
    closing = periods.closed(first, by=anna)
    participants.void(
        participation=women[1],
        kind="MISTAKE",
        reason="nie była bezrobotna",
        version=women[1].version,
        at=timezone.now(),
        by=anna,
    )

    found = queries.difference_of(closing)

    assert found.signed[Cell(PEOPLE)] == found.signed[Cell(PEOPLE, "F")] == -1
    line = queries.moved(found.moves, found.events, project=first.project_id, by=anna)[0]
    assert "nie była bezrobotna" in line.reasons[0]
    assert not line.has_page


def test_the_next_report_freezes_the_difference_and_says_which_period_it_is_of(
    anna, club, first, second, women
):
    one = periods.closed(first, by=anna)
    make.participation(by=anna, of=club, pesel=None)
    moved_on = make.start_entry(started_on=date(2026, 4, 20))
    participants.correct_start(
        participation=women[2],
        start=moved_on,
        version=women[2].version,
        reason="zaczęła później",
        on=make.TODAY,
        by=anna,
    )
    two = periods.closed(second, by=anna)
    third = periods.period(of=club, by=anna, days=(date(2026, 7, 1), date(2026, 10, 31)))
    corrected(women[0], by=anna, started_on=date(2026, 8, 8))
    three = periods.closed(third, by=anna)

    told = queries.told(two)
    # One came in and one went to the second period: four people, one more than reported before.
    assert (told.cells[Cell(PEOPLE)], told.increase(Cell(PEOPLE))) == (4, 1)
    assert told.corrected(Cell(PEOPLE)) == {}
    assert queries.told(three).corrected(Cell(PEOPLE)) == {1: -1}
    assert queries.difference_of(one).signed[Cell(PEOPLE)] == -1
    assert queries.difference_of(one).untold == Counter()
    moves = ReportedMove.objects.filter(closing=two, definition_code=PEOPLE)
    assert {(each.before_on, each.after_on) for each in moves} == {
        (None, date(2026, 3, 3)),
        (date(2026, 3, 3), date(2026, 4, 20)),
    }
    assert all(len(each.events) == 1 for each in moves)
    assert all(queries.certificate_of(each).is_unchanged for each in (one, two, three))


def test_a_move_from_one_reported_period_to_another_is_told_of_both(
    anna, club, first, second, women
):
    periods.closed(first, by=anna)
    periods.closed(second, by=anna)
    third = periods.period(of=club, by=anna, days=(date(2026, 7, 1), date(2026, 10, 31)))
    corrected(women[0], by=anna, started_on=date(2026, 5, 5))

    told = queries.told(periods.closed(third, by=anna))

    assert told.increase(Cell(PEOPLE)) == 0
    assert told.corrected(Cell(PEOPLE)) == {1: -1, 2: 1}


COUNTED_IN_FACTS = """
select d.code, p.sex, p.disability, count(*)
from facts.hit h
join facts.participation p on p.id = h.participation_id
join definition d on d.number = h.definition_no
where p.project_id = %s and h.counted_on <= %s
group by 1, 2, 3"""


def counted_in_facts(project: UUID, until: date) -> Counter[Cell]:
    """The same values as the publishing worker counted them in SQL: another way to the same truth."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING), connection.cursor() as cursor:
        cursor.execute(COUNTED_IN_FACTS, [project, until])
        rows = cursor.fetchall()
    found: Counter[Cell] = Counter()
    for code, sex, disability, count in rows:
        for one in ("", sex):
            for other in ("", disability):
                found[Cell(code, one, other)] += count
    return found


class Campaign:
    """Makes corrections of every kind, whatever the state a person is in, and counts those done."""

    def __init__(self, by: Member, project: Any, dice: random.Random) -> None:
        self.by, self.project, self.dice, self.done = by, project, dice, Counter()

    def make_one(self) -> None:
        rows = Participation.objects.filter(project=self.project, started_on__isnull=False)
        chosen = self.dice.choice(list(rows.order_by("pk").values_list("pk", flat=True)))
        one = rows.select_related("person").get(pk=chosen)
        kinds = [self.void, self.trait, self.day, self.leave, self.enter, self.person]
        if one.voided_at:
            kinds = [self.restore]
        elif one.ended_on:
            kinds = [self.void, self.outcome, self.come_back, self.trait, self.person]
        kind = self.dice.choice(kinds)
        kind(one)
        self.done[kind.__name__] += 1

    def void(self, one: Participation) -> None:
        at = timezone.now()
        facts = {"kind": "MISTAKE", "reason": "kontrola", "version": one.version, "at": at}
        participants.void(participation=one, **facts, by=self.by)

    def restore(self, one: Participation) -> None:
        facts = {"reason": "odwołanie", "version": one.version, "at": timezone.now()}
        participants.restore(participation=one, **facts, by=self.by)

    def trait(self, one: Participation) -> None:
        answers = ("YES", "NO", "REFUSED")
        status = self.dice.choice(("INACTIVE", "UNEMPLOYED"))
        facts = {"disability": self.dice.choice(answers), "labour_status": status}
        corrected(one, by=self.by, **facts, at_risk=self.dice.random() < 0.9)

    def day(self, one: Participation) -> None:
        corrected(one, by=self.by, started_on=self._any_day())

    def person(self, one: Participation) -> None:
        entry = make.person_entry(
            pesel=None, sex=self.dice.choice("FM"), family_name=one.person.family_name
        )
        version = type(one.person).objects.get(pk=one.person_id).version
        facts = {"version": version, "reason": "płeć z dowodu", "on": make.TODAY}
        participants.correct_person(person=one.person, entry=entry, **facts, by=self.by)

    def leave(self, one: Participation) -> None:
        left = one.started_on + timedelta(days=self.dice.randrange(1, 60))
        seen = left + timedelta(days=self.dice.randrange(0, 20))
        kind = self.dice.choice(("EMPLOYMENT", "QUALIFICATION", "JOB_SEARCH", "EDUCATION"))
        proof = {"EMPLOYMENT": "CONTRACT", "QUALIFICATION": "CERTIFICATE", "EDUCATION": "SCHOOL"}
        outcome = entries.OutcomeEntry(
            kind=kind, observed_on=seen, evidence=proof.get(kind, "STATEMENT")
        )
        entry = make.leave_entry(ended_on=left, outcomes=(outcome,))
        participants.leave(
            participation=one, entry=entry, version=one.version, on=make.TODAY, by=self.by
        )

    def outcome(self, one: Participation) -> None:
        known = set(one.outcomes.values_list("kind", flat=True))
        if "QUALIFICATION" in known:
            return self.trait(one)
        outcome = entries.OutcomeEntry(
            kind="QUALIFICATION", observed_on=one.ended_on, evidence="CERTIFICATE"
        )
        return participants.record_outcome(
            participation=one, outcome=outcome, on=make.TODAY, by=self.by
        )

    def come_back(self, one: Participation) -> None:
        make.come_back(
            one,
            by=self.by,
            returned_on=one.ended_on + timedelta(days=1),
            version=one.version,
        )

    def enter(self, _one: Participation) -> None:
        make.participation(by=self.by, of=self.project, pesel=None, started_on=self._any_day())

    def _any_day(self) -> date:
        return date(2026, 1, 1) + timedelta(days=self.dice.randrange(0, 200))


@pytest.mark.parametrize("seed", [20261122])
def test_after_500_corrections_reported_plus_signed_differences_is_live_for_every_cell(
    alfa, coordinator, seed
):
    dice = random.Random(seed)
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        club = make.project(by=anna)
        campaign = Campaign(anna, club, dice)
        for _number in range(40):
            campaign.enter(None)
        days = [periods.FIRST, periods.SECOND, (date(2026, 7, 1), date(2026, 10, 31))]
        for number, span in enumerate(days):
            periods.closed(periods.period(of=club, by=anna, days=span), by=anna)
            for _correction in range(500 if number == len(days) - 1 else 30):
                campaign.make_one()
        live = {}
        for closing in queries.live_closings(club.pk):
            found = queries.difference_of(closing)
            cells = set(found.reported) | set(found.signed) | set(found.told)
            live[closing.period.ends_on] = {cell: found.live(cell) for cell in cells}
            _check_parts(found, cells)
            assert queries.certificate_of(closing).is_unchanged
    publishing.publish_tenant(alfa)

    assert sum(campaign.done.values()) >= 500
    assert len(campaign.done) == 9, "every kind of correction was made"
    allowed = {each.pk: each.breakdowns for each in Definition.objects.all()}
    for until, cells in live.items():
        published = counted_in_facts(club.pk, until)
        for cell in set(published) | set(cells):
            if cell.disability and "disability" not in allowed[cell.code]:
                continue
            assert published[cell] == cells.get(cell, 0), (until, cell)


def _check_parts(found: queries.Difference, cells: set[Cell]) -> None:
    """What is told and what is not make the difference up, and so do the people behind it."""
    for cell in cells:
        assert found.told[cell] + found.untold[cell] == found.signed[cell]


def test_every_difference_has_its_reasons(anna, first, women):
    closing = periods.closed(first, by=anna)
    campaign = Campaign(anna, first.project, random.Random(7))
    for _number in range(40):
        campaign.make_one()

    found = queries.difference_of(closing)

    assert found.moves
    assert all(found.events[move.participation_id] for move in found.moves)


def test_a_report_that_nobody_touched_differs_in_nothing(anna, first, women):
    closing = periods.closed(first, by=anna)
    participants.assign_staff(
        participation=women[0], cared_for_by=anna, advised_by=None, version=1, by=anna
    )

    found = queries.difference_of(Closing.objects.get(pk=closing.pk))

    assert (found.signed, found.moves) == (Counter(), [])


def test_whoever_was_entered_with_many_others_has_that_for_a_reason(anna, first, women):
    closing = periods.closed(first, by=anna)
    entry = entries.ParticipantEntry(
        person=make.person_entry(pesel=None, family_name="Nowa"), start=make.start_entry()
    )
    participants.enter_many(project=first.project, entries=[entry], on=make.TODAY, by=anna)

    found = queries.difference_of(closing)

    assert found.signed[Cell(PEOPLE)] == 1
    line = queries.moved(found.moves, found.events, project=first.project_id, by=anna)[0]
    assert "Zbiorcze wprowadzenie uczestników" in line.reasons[0]
