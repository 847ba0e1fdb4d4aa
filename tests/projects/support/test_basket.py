"""A basket: planned against delivered in every unit, and what belongs to another project."""

from datetime import date
from decimal import Decimal

import pytest

from core.errors import StaleEdit
from projects.agreements.operations import PartnerEntry
from projects.support import entries, operations, queries
from projects.support.operations.basket import (
    BarrierKnown,
    GivenAlready,
    NeedsASheet,
    OtherProject,
    PlannedAlready,
)
from projects.support.operations.catalogue import (
    ForeignPartner,
    KindInUse,
    NameTaken,
    NoCertificateHere,
    NothingToCopy,
    UnknownNationalValue,
)
from projects.support.vocabulary import Area, BarrierKind, DayMark, Mark, Unit
from tests import make
from tests.make import support

PASJA = PartnerEntry(name="Pasja", kind="social_cooperative")


def _plan(club, service, quantity: int):
    return operations.plan_support(
        participation=club.people[0],
        service=service,
        entry=entries.PlanEntry(quantity=Decimal(quantity), note="co drugi tydzień"),
        by=club.anna,
    )


def _meet(club, service, day: int, mark: str = Mark.PRESENT) -> None:
    operations.record_meeting(
        participation=club.people[0],
        service=service,
        entry=support.session_entry(held_on=date(2026, 11, day)),
        mark=mark,
        on=make.TODAY,
        by=club.anna,
    )


def _line(club, service):
    basket = queries.basket_of(club.people[0])
    return next(line for line in basket.lines if line.service == service)


def test_hours_come_from_sheets_and_what_is_missing_is_the_rest(club):
    _plan(club, club.service, 10)
    support.mark(club.session, club.people[0], by=club.anna)

    line = _line(club, club.service)

    assert (line.delivered, line.missing) == (Decimal(3), Decimal(7))
    assert line.share == Decimal("0.3")
    assert line.planned.note == "co drugi tydzień"


def test_an_absence_delivers_nothing(club):
    _plan(club, club.service, 10)
    support.mark(club.session, club.people[0], Mark.EXCUSED, by=club.anna)

    assert _line(club, club.service).delivered == 0


@pytest.mark.parametrize(("unit", "delivered"), [("SESSION", 2), ("DAY", 2), ("MONTH", 1)])
def test_a_service_is_delivered_in_its_own_unit(club, unit, delivered):
    advice = support.advice(of=club.project, by=club.anna, unit=unit)
    _plan(club, advice, 5)

    _meet(club, advice, 4)
    _meet(club, advice, 5)
    _meet(club, advice, 6, Mark.ABSENT)

    assert _line(club, advice).delivered == delivered


def test_areas_add_up_hours_and_tell_other_units_apart(club):
    ticket = support.benefit(of=club.project, by=club.anna)
    _plan(club, club.service, 10)
    _plan(club, ticket, 8)
    support.mark(club.session, club.people[0], by=club.anna)
    operations.give_support(
        participation=club.people[0],
        service=ticket,
        given_on=support.MONDAY,
        quantity=Decimal(2),
        on=make.TODAY,
        by=club.anna,
    )

    areas = {line.area: line for line in queries.basket_of(club.people[0]).areas}

    assert (areas[Area.SOCIAL].planned_hours, areas[Area.SOCIAL].delivered_hours) == (10, 3)
    assert areas[Area.ACCOMPANYING].planned_hours == 0
    assert [line.delivered for line in areas[Area.ACCOMPANYING].other] == [2]
    assert len(areas) == 5


def test_more_of_one_service_does_not_make_up_for_another(club):
    advice = support.advice(of=club.project, by=club.anna)
    _plan(club, club.service, 2)
    _plan(club, advice, 2)
    support.mark(club.session, club.people[0], by=club.anna)

    basket = queries.basket_of(club.people[0])

    assert basket.share == Decimal("0.5")
    assert [line.service for line in basket.missing] == [advice]


def test_hours_of_an_internship_are_hours_of_its_area(club):
    internship = support.internship(of=club.project, by=club.anna)
    placement = support.placement(club.people[0], of=internship, by=club.anna)
    day = entries.DayEntry(worked_on=support.MONDAY, mark=DayMark.WORKED, hours=Decimal(6))
    operations.fill_month(
        placement=placement,
        month_on=support.MONDAY,
        entries=[day],
        version=1,
        on=make.TODAY,
        by=club.anna,
    )
    support.mark(club.session, club.people[0], by=club.anna)

    hours = queries.hours_of([club.people[0].pk, club.people[1].pk])

    assert hours[club.people[0].pk] == {Area.VOCATIONAL: Decimal(6), Area.SOCIAL: Decimal(3)}
    assert hours[club.people[1].pk] == {}


def test_a_service_of_another_project_is_refused_everywhere(club):
    other = make.project(by=club.anna, title="Inny")
    foreign = support.benefit(of=other, by=club.anna)

    with pytest.raises(OtherProject, match="another project"):
        _plan(club, foreign, 1)
    with pytest.raises(OtherProject):
        entry = entries.BarrierEntry(kind=BarrierKind.TRAVEL, lowered_by=foreign)
        operations.record_barrier(participation=club.people[0], entry=entry, by=club.anna)


def test_a_service_is_planned_once_and_a_stale_plan_is_refused(club):
    planned = _plan(club, club.service, 10)

    with pytest.raises(PlannedAlready):
        _plan(club, club.service, 5)
    with pytest.raises(StaleEdit):
        operations.drop_plan(planned=planned, version=2, by=club.anna)


def test_what_has_a_sheet_is_not_given_without_one_and_a_day_counts_once(club):
    ticket = support.benefit(of=club.project, by=club.anna)
    given = {
        "participation": club.people[0],
        "given_on": support.MONDAY,
        "quantity": Decimal(1),
        "on": make.TODAY,
        "by": club.anna,
    }
    with pytest.raises(NeedsASheet):
        operations.give_support(service=club.service, **given)
    operations.give_support(service=ticket, **given)

    with pytest.raises(GivenAlready, match="2 Nov 2026"):
        operations.give_support(service=ticket, **given)


def test_one_barrier_of_a_kind(club):
    entry = entries.BarrierEntry(kind=BarrierKind.CHILD_CARE)
    operations.record_barrier(participation=club.people[0], entry=entry, by=club.anna)

    with pytest.raises(BarrierKnown, match="care of a child"):
        operations.record_barrier(participation=club.people[0], entry=entry, by=club.anna)


def test_the_catalogue_refuses_what_it_cannot_mean(club):
    with pytest.raises(NameTaken):
        support.service(of=club.project, by=club.anna)
    with pytest.raises(UnknownNationalValue):
        support.service(of=club.project, by=club.anna, name="A", national_code="NONE")
    with pytest.raises(NoCertificateHere):
        support.advice(of=club.project, by=club.anna, ends_with_certificate=True)
    other = make.project(by=club.anna, title="Inny", partners=[PASJA])
    with pytest.raises(ForeignPartner):
        partner = other.partners.get()
        support.service(of=club.project, by=club.anna, name="B", provider=partner)


def test_a_service_in_use_keeps_its_unit_and_may_change_its_name(club):
    entry = entries.ServiceEntry(name="Warsztaty", area="SOCIAL", kind="GROUP", unit=Unit.SESSION)

    with pytest.raises(KindInUse):
        operations.correct_service(service=club.service, entry=entry, version=1, by=club.anna)
    named = entries.ServiceEntry(name="Warsztaty", area="SOCIAL", kind="GROUP", unit=Unit.HOUR)
    operations.correct_service(service=club.service, entry=named, version=1, by=club.anna)


def test_a_catalogue_is_copied_once_and_fits_the_rules_of_its_project(club):
    old = make.project(by=club.anna, title="Dawny", rule_set="P2014", fund="RPO_WP")

    count = operations.copy_catalogue(project=old, source=club.project, by=club.anna)

    copied = old.services.get()
    assert (count, copied.name, copied.national_code) == (1, club.service.name, "")
    with pytest.raises(NothingToCopy):
        operations.copy_catalogue(project=old, source=club.project, by=club.anna)
