"""What stands beside the counts of a report: rates with both their parts, and declared values."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import tenancy
from core.ledger.models import Member
from indicators.declared import operations as declaring
from indicators.periods import queries
from indicators.periods.models import ReportedRate
from indicators.periods.rules import rates
from indicators.periods.rules.counting import SEX, Cell
from projects.participants import entries
from projects.participants import operations as participants
from projects.participants.models import Participation
from projects.support import operations as baskets
from tests import make
from tests.make import declared, periods, support

RATE, REACHED, BASE = (
    "EMPLOYMENT_EFFICIENCY",
    "EMPLOYMENT_EFFICIENCY_REACHED",
    "EMPLOYMENT_EFFICIENCY_BASE",
)
ASKED = rates.Asked(code=RATE, numerator=REACHED, denominator=BASE)
BY_SEX = {REACHED: [SEX], BASE: [SEX]}
COUNTS = st.fixed_dictionaries(
    {Cell(code, sex): st.integers(0, 50) for code in (REACHED, BASE) for sex in ("", "F", "M")}
)
# A busy machine draws slowly, which says nothing about what is tried.
BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@BUSY
@given(COUNTS, COUNTS)
def test_a_rate_of_reported_plus_difference_is_the_rate_of_today(reported, today):
    signed = {cell: today.get(cell, 0) - reported.get(cell, 0) for cell in reported | today}

    was = rates.rates([ASKED], reported, BY_SEX)
    again = [rates.again(one, lambda c: reported.get(c, 0) + signed.get(c, 0)) for one in was]

    assert again == rates.rates([ASKED], today, BY_SEX)


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [
        (0, 0, None),
        (3, 0, None),
        (0, 4, "0.00"),
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (5, 4, "125.00"),
    ],
)
def test_percent_has_two_decimals_and_needs_somebody(numerator, denominator, percent):
    expected = Decimal(percent) if percent else None

    assert rates.percent_of(numerator, denominator) == expected


def test_a_rate_is_told_by_sex_only_where_both_parts_are():
    assert [one.sex for one in rates.rates([ASKED], {}, BY_SEX)] == ["", "F", "M"]
    assert [one.sex for one in rates.rates([ASKED], {}, {REACHED: [], BASE: [SEX]})] == [""]
    assert rates.rates([ASKED], {}, {BASE: [SEX]}) == []


@pytest.fixture
def anna(alfa, coordinator):
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


@pytest.fixture
def club(alfa, anna):
    """Of the older fund; three left in the first period, one of them into lasting work."""
    with tenancy.inside(alfa):
        project = make.project(by=anna, rule_set="P2014")
        tools = support.benefit(of=project, by=anna, area="VOCATIONAL")
        for number in range(3):
            one = make.participation(by=anna, of=project, pesel=None)
            given = {"given_on": date(2026, 3, 10), "quantity": 1, "on": make.TODAY, "by": anna}
            baskets.give_support(participation=one, service=tools, **given)
            leave(one, anna, works=not number)
        return project


def leave(one, anna, *, works):
    left = date(2026, 3, 20)
    version = Participation.objects.get(pk=one.pk).version
    work = entries.OutcomeEntry(kind="LASTING_WORK", observed_on=left, evidence="CONTRACT")
    entry = make.leave_entry(ended_on=left, outcomes=(work,) if works else ())
    participants.leave(participation=one, entry=entry, version=version, on=make.TODAY, by=anna)


@pytest.fixture
def closing(alfa, anna, club):
    with tenancy.inside(alfa):
        return periods.closed(periods.period(of=club, by=anna), by=anna)


def of_all(found):
    return next(one for one in found if one.asked.code == RATE and not one.sex)


def test_a_report_freezes_a_rate_with_both_counts(alfa, closing):
    with tenancy.inside(alfa):
        told = queries.told(closing)
        rate = of_all(told.rates)

        assert (rate.numerator, rate.denominator) == (1, 3)
        assert rate.percent == Decimal("33.33")
        assert told.cells[Cell(REACHED)] == rate.numerator
        assert told.cells[Cell(BASE)] == rate.denominator
        assert queries.certificate_of(closing).is_unchanged


def test_a_rate_changed_past_the_application_breaks_the_seal(alfa, closing):
    with tenancy.inside(alfa, role=tenancy.Role.OWNER):
        rows = ReportedRate.objects.filter(closing=closing, definition_code=RATE, sex="")
        rows.update(percent=99)
    with tenancy.inside(alfa):
        assert not queries.certificate_of(closing).is_unchanged


def test_a_corrected_part_moves_the_rate_of_today_and_never_the_reported_one(alfa, anna, closing):
    with tenancy.inside(alfa):
        one = Participation.objects.filter(outcomes__isnull=True).first()
        own = {"participation": one, "version": one.version, "at": periods.NOW, "by": anna}
        participants.void(kind="MISTAKE", reason="pomyłka", **own)
        found = queries.difference_of(closing)
        was = of_all([pair[0] for pair in found.moved_rates])
        now = of_all([pair[1] for pair in found.moved_rates])

        assert (was.numerator, was.denominator) == (1, 3)
        assert (now.numerator, now.denominator) == (1, 2)
        assert was.denominator + found.signed[Cell(BASE)] == now.denominator
        assert of_all(queries.told(closing).rates) == was


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_declared_values_are_frozen_beside_the_counts_and_in_none(
    client_of, coordinator, alfa, anna
):
    with tenancy.inside(alfa):
        club = make.project(by=anna)
        first = declared.declared(7, of=club, by=anna, ends_on=date(2026, 3, 31))
        declared.declared(9, of=club, by=anna, ends_on=date(2026, 6, 30))
        period = periods.period(of=club, by=anna)
        closing = periods.closed(period, by=anna)
        told = queries.told(closing)

        assert [row.pk for row in told.stated] == [first.pk]
        assert all(cell.code != declared.OBJECTS for cell in told.cells)
        assert queries.certificate_of(closing).is_unchanged
    shown = text_of(client_of(coordinator, alfa).get(f"/okresy/{period.pk}/"))
    assert "Zadeklarowane ręcznie" in shown
    assert "protokół odbioru 3/2026" in shown


def test_a_declared_value_corrected_later_differs_with_its_reason_and_author(
    client_of, coordinator, alfa, anna
):
    with tenancy.inside(alfa):
        club = make.project(by=anna)
        first = declared.declared(7, of=club, by=anna, ends_on=date(2026, 3, 31))
        closing = periods.closed(periods.period(of=club, by=anna), by=anna)
        entry = declared.entry(8, ends_on=date(2026, 3, 31))
        said = {"reason": "pominięto aneks", "on": make.TODAY, "at": periods.NOW, "by": anna}
        declaring.correct_value(declared=first, entry=entry, **said)

        assert [row.total_count for row in queries.told(closing).stated] == [7]
        changed = queries.difference_of(closing).stated
        assert [(row.total_count, reported) for row, reported in changed] == [(7, True), (8, False)]
    page = client_of(coordinator, alfa).get(f"/okresy/raporty/{closing.pk}/roznice/")
    assert "pominięto aneks (Anna Lis)" in text_of(page)
