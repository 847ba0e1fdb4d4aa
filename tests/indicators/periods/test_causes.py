"""Every cause of a difference is told as a sentence: what was done, why, when and by whom."""

import itertools
from datetime import date

from django.utils import timezone

from core.ledger.models import AuditEvent
from indicators.periods import queries
from indicators.periods.queries import causes
from indicators.periods.rules.counting import Cell
from projects.participants import operations as participants
from projects.participants.models import Participation
from projects.support import operations as baskets
from projects.support.entries import ServiceEntry
from projects.support.models import Attendance
from projects.workbench import history
from tests import make
from tests.indicators.periods.test_differences import corrected
from tests.make import periods, support

PEOPLE = "PEOPLE_AT_RISK"


def test_a_mark_on_a_sheet_is_told_as_the_cause_with_its_group_and_who_marked_it(anna):
    club = make.project(by=anna)
    group = support.group(of=support.service(of=club, by=anna), by=anna)
    ala, bea = support.people(2, of=club, by=anna)
    support.join(group, ala, bea, by=anna)
    held = support.session(group, by=anna)
    autumn = (date(2026, 4, 1), date(2026, 11, 15))
    closing = periods.closed(periods.period(of=club, by=anna, days=autumn), by=anna)
    support.mark(held, ala, by=anna)

    found = queries.difference_of(closing)

    assert found.signed[Cell(PEOPLE)] == 1
    lines = queries.moved(found.moves, found.events, project=club.pk, by=anna)
    assert {line.participation_id for line in lines} == {ala.pk}
    assert all(line.reasons == lines[0].reasons for line in lines)
    [reason] = lines[0].reasons
    assert reason.startswith("Obecność zaznaczona: Grupa A (")
    assert reason.endswith("Anna Lis)")


def test_everybody_who_worked_on_a_sheet_is_told(anna):
    club = make.project(by=anna)
    group = support.group(of=support.service(of=club, by=anna), by=anna)
    [ala] = support.people(1, of=club, by=anna)
    support.join(group, ala, by=anna)
    held = support.session(group, by=anna)
    autumn = (date(2026, 4, 1), date(2026, 11, 15))
    closing = periods.closed(periods.period(of=club, by=anna, days=autumn), by=anna)
    support.mark(held, ala, by=anna)
    support.mark(held, ala, mark="PARTIAL", hours=1, by=periods.second_coordinator())

    found = queries.difference_of(closing)

    told = queries.moved(found.moves, found.events, project=club.pk, by=anna)[0].reasons
    assert [reason.rsplit(" · ", 1)[-1] for reason in told] == ["Anna Lis)", "Ewa Konkel)"]


def test_two_who_mark_two_sheets_of_a_group_are_not_taken_for_each_other(anna):
    club = make.project(by=anna)
    group = support.group(of=support.service(of=club, by=anna), by=anna)
    ala, bea = support.people(2, of=club, by=anna)
    support.join(group, ala, bea, by=anna)
    held = support.session(group, by=anna)
    other = support.session(group, by=anna, held_on=date(2026, 11, 9))
    autumn = (date(2026, 4, 1), date(2026, 11, 15))
    closing = periods.closed(periods.period(of=club, by=anna, days=autumn), by=anna)
    support.mark(other, bea, by=periods.second_coordinator())
    support.mark(held, ala, by=anna)
    # As if both had written at once, and the second had recorded it first.
    written_at = AuditEvent.objects.filter(verb=causes.MARKED).order_by("pk")[0].recorded_at
    Attendance.objects.filter(participation=ala).update(marked_at=written_at)

    found = queries.difference_of(closing)

    lines = queries.moved(found.moves, found.events, project=club.pk, by=anna)
    told = {line.participation_id: line.reasons[-1] for line in lines}
    assert told[ala.pk].endswith("Anna Lis)")
    assert told[bea.pk].endswith("Ewa Konkel)")


def test_a_corrected_service_is_told_as_the_cause(anna):
    club = make.project(by=anna, rule_set="P2014")
    ala = make.participation(by=anna, of=club, pesel=None)
    parcel = support.benefit(of=club, by=anna)
    facts = {"given_on": date(2026, 3, 10), "quantity": 1, "on": make.TODAY}
    baskets.give_support(participation=ala, service=parcel, **facts, by=anna)
    leave = make.leave_entry(ended_on=date(2026, 3, 20), outcomes=())
    facts = {"version": Participation.objects.get(pk=ala.pk).version, "on": make.TODAY}
    participants.leave(participation=ala, entry=leave, **facts, by=anna)
    closing = periods.closed(periods.period(of=club, by=anna), by=anna)
    corrected_service(parcel, by=anna, area="SOCIAL")

    found = queries.difference_of(closing)

    assert found.moves
    lines = queries.moved(found.moves, found.events, project=club.pk, by=anna)
    assert {line.reasons[-1].split(" (")[0] for line in lines} == {"Usługa poprawiona: obszar"}


def corrected_service(service, *, by, **changes):
    names = ServiceEntry.__dataclass_fields__
    entry = ServiceEntry(**{name: getattr(service, name) for name in names} | changes)
    baskets.correct_service(service=service, entry=entry, version=service.version, by=by)


def test_support_taken_back_is_told_as_the_cause(anna):
    club = make.project(by=anna)
    parcel = support.benefit(of=club, by=anna, area="SOCIAL", counts_as_first_support=True)
    [ala] = support.people(1, of=club, by=anna)
    given = baskets.give_support(
        participation=ala,
        service=parcel,
        given_on=date(2026, 11, 2),
        quantity=1,
        on=make.TODAY,
        by=anna,
    )
    autumn = (date(2026, 4, 1), date(2026, 11, 15))
    closing = periods.closed(periods.period(of=club, by=anna, days=autumn), by=anna)
    baskets.take_back_support(given=given, on=make.TODAY, by=anna)

    found = queries.difference_of(closing)

    assert found.signed[Cell(PEOPLE)] == -1
    line = queries.moved(found.moves, found.events, project=club.pk, by=anna)[0]
    assert "Wpis" in line.reasons[-1]


def test_a_return_and_a_restoring_are_told_with_their_reasons(anna, first, second, women):
    ala, bea, _cela = women
    leave = make.leave_entry(ended_on=date(2026, 5, 4), outcomes=())
    participants.leave(participation=ala, entry=leave, version=1, on=make.TODAY, by=anna)
    periods.closed(first, by=anna)
    closing = periods.closed(second, by=anna)
    make.come_back(ala, version=2, by=anna, reason="praca na próbę")
    own = {"participation": bea, "at": timezone.now(), "by": anna}
    participants.void(kind="MISTAKE", reason="pomyłka", version=1, **own)
    participants.restore(reason="a jednak", version=2, **own)
    corrected(bea, by=anna, disability="YES")

    found = queries.difference_of(closing)

    lines = queries.moved(found.moves, found.events, project=first.project_id, by=anna)
    told = {line.name: " / ".join(line.reasons) for line in lines}
    assert "praca na próbę" in told["Lis Ala"]
    assert "a jednak" in told["Lis Bea"]


def test_every_verb_that_may_be_a_cause_has_its_words():
    verbs = {
        *causes.OF_THEM,
        causes.IN_BULK,
        causes.CORRECTED_SERVICE,
        *itertools.chain(*causes.AROUND_THEM.values()),
    }

    assert [verb for verb in verbs if history.in_words(verb) == verb] == []


def test_whoever_is_erased_is_told_as_no_longer_kept(anna, first, women):
    closing = periods.closed(first, by=anna)
    Participation.objects.filter(pk=women[0].pk).delete()

    found = queries.difference_of(closing)

    [line, *_rest] = queries.moved(found.moves, found.events, project=first.project_id, by=anna)
    assert not line.is_kept
    assert not line.reasons
