"""The next part of an earlier project begins when somebody settles the last open row before it by hand."""

import pytest

from core import sealed, tenancy
from core.ledger.models import AuditEvent, Member
from core.tenancy import Role
from projects.exchange import operations, queries
from projects.exchange.earlier import operations as earlier
from projects.exchange.judging import deciding
from projects.exchange.models import EarlierFile, EarlierProject, Import
from projects.exchange.vocabulary import Side, Standing, Step
from tests import make
from tests.make import exchange, support

PEOPLE, GIVEN, LEFT = range(3)
ROW = 3
BEGUN = [Step.READY, Step.READING, Step.WAITING]


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


def divided(*people, by) -> EarlierProject:
    """The first of these people is in the project already."""
    project = make.project(by=by)
    support.benefit(of=project, by=by)
    exchange.people_in(project, exchange.person(1), by=by)
    return exchange.whole_divided(exchange.whole(*people), project=project, by=by)


@pytest.fixture
def whole(anna) -> EarlierProject:
    """Its only row is about somebody who is here, but for one mistake."""
    found = divided(exchange.person(1, isced="wyższe"), by=anna)
    part = exchange.checked(exchange.part(found, PEOPLE), by=anna)
    assert queries.counts(part) == {Standing.BAD: 1}
    assert steps_of(found) == [Step.READY, Step.WAITING, Step.WAITING]
    return found


def steps_of(whole) -> list[str]:
    parts = Import.objects.filter(earlier=whole).order_by("place")
    return list(parts.values_list("step", flat=True))


def leave_out_one(part, facts) -> None:
    operations.leave_out(of=part, row=exchange.row(part, ROW), **facts)


def leave_out_all(part, facts) -> None:
    operations.leave_out(of=part, row=None, **facts)


def mend(part, facts) -> None:
    operations.mend(row=exchange.row(part, ROW), answers={"isced": "3"}, **facts)


def mend_alike(part, facts) -> None:
    operations.mend_alike(of=part, field="isced", was="wyższe", becomes="3", **facts)


@pytest.mark.parametrize("settle", [leave_out_one, leave_out_all, mend, mend_alike])
def test_it_begins_when_the_last_row_is_settled(anna, whole, settle):
    settle(exchange.part(whole, PEOPLE), {"on": make.TODAY, "by": anna})

    assert steps_of(whole) == BEGUN


def test_it_waits_while_another_row_is_open(anna):
    whole = divided(exchange.person(1, isced="wyższe"), exchange.person(2), by=anna)
    part = exchange.checked(exchange.part(whole, PEOPLE), by=anna)

    leave_out_all(part, {"on": make.TODAY, "by": anna})

    assert steps_of(whole) == [Step.READY, Step.WAITING, Step.WAITING]


def test_it_begins_when_the_last_clash_is_decided_for_what_is_here(anna):
    clashing = exchange.clashing(by=anna)
    content = exchange.whole(exchange.person(1))
    whole = exchange.whole_divided(content, project=clashing.project, by=anna)
    # As if the first sheet of the workbook were the people who were taken out to be corrected.
    exchange.part(whole, PEOPLE).delete()
    Import.objects.filter(pk=clashing.pk).update(earlier=whole, place=PEOPLE)
    row = exchange.row(clashing, 2)

    facts = {"seen": deciding.seen([row]), "on": make.TODAY, "by": anna}
    operations.decide(of=clashing, row=row, sides={"phone": Side.OURS}, **facts)

    assert steps_of(whole) == BEGUN


def test_it_begins_when_the_part_is_dropped(anna, whole):
    operations.drop(of=exchange.part(whole, PEOPLE), by=anna)

    assert steps_of(whole) == [Step.DROPPED, *BEGUN[1:]]


def test_what_follows_a_part_that_cannot_be_read_is_looked_at_all_the_same(anna, whole):
    held = EarlierFile.objects.get(pk=whole.pk)
    held.content = sealed.sealed_content(earlier.CONTENT, whole.pk, b"to nie jest skoroszyt")
    held.save(update_fields=["content"])
    operations.drop(of=exchange.part(whole, PEOPLE), by=anna)

    exchange.whole_moved(whole)

    assert steps_of(whole) == [Step.DROPPED, Step.REFUSED, Step.REFUSED]


def test_whoever_goes_on_with_a_part_goes_on_with_those_behind_it(alfa, anna):
    with tenancy.acting_as(Role.WEB):
        ewa = make.member(alfa, "ewa@example.org", "Ewa Konkel", "coordinator")
    left = divided(exchange.person(1, isced="wyższe"), by=ewa)
    exchange.checked(exchange.part(left, PEOPLE), by=ewa)
    make.leave(ewa)

    operations.take_over(of=exchange.part(left, PEOPLE), on=make.TODAY, by=anna)
    leave_out_all(exchange.moved(exchange.part(left, PEOPLE)), {"on": make.TODAY, "by": anna})

    parts = Import.objects.filter(earlier=left).order_by("place")
    assert {part.in_name_of for part in parts} == {anna}
    assert {part.made_by for part in parts} == {ewa}
    told = AuditEvent.objects.filter(verb="took a file over")
    assert sorted(told.values_list("subject_id", flat=True)) == sorted(part.pk for part in parts)
    assert steps_of(left) == BEGUN


def test_parts_behind_it_stay_with_whom_they_have(alfa, anna, whole):
    with tenancy.acting_as(Role.WEB):
        ewa = make.member(alfa, "ewa@example.org", "Ewa Konkel", "coordinator")
    people = exchange.part(whole, PEOPLE)
    Import.objects.filter(pk=people.pk).update(read_for=ewa)
    make.leave(ewa)

    operations.take_over(of=people, on=make.TODAY, by=anna)

    behind = Import.objects.filter(earlier=whole, place__gt=PEOPLE)
    assert {part.read_for for part in behind} == {None}
