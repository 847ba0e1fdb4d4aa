"""What is sealed of a report stays: in the form of its text, and in the database's own refusal."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction

from core.ledger.models import Member
from indicators.declared.models import Declared
from indicators.periods import queries
from indicators.periods.models import Closing
from indicators.periods.rules import rates, sealing
from tests.make import declared as values
from tests.make import periods

BEGIN, END = date(2026, 1, 1), date(2026, 3, 31)
ONE = UUID(int=1)
PERIOD = "period 1 2026-01-01 2026-03-31"
ZERO = rates.Rate(
    asked=rates.Asked(code="R", numerator="N", denominator="D"),
    sex="",
    numerator=0,
    denominator=40,
    percent=Decimal("0.00"),
)
STATED = sealing.Stated(
    id=ONE, code="D", starts_on=None, ends_on=END, total=3, women=1, men=2, source="uchwała"
)


def report(**facts):
    usual = {"number": 1, "starts_on": BEGIN, "ends_on": END, "cells": {}, "hits": ()}
    return sealing.Report(project_id=ONE, definitions={}, **{**usual, **facts})


def test_a_rate_of_zero_is_no_missing_rate():
    nobody = replace(ZERO, denominator=0, percent=None)

    assert "rate R - 0.00 as 0 of 40" in report(rates=[ZERO]).text
    assert "rate R - - as 0 of 0" in report(rates=[nobody]).text


def test_the_source_of_a_declared_value_is_sealed():
    other = replace(STATED, source="zarządzenie")

    assert report(stated=[STATED]).checksum != report(stated=[other]).checksum


def test_a_report_in_an_earlier_form_is_read_back_as_it_was_sealed():
    second = report(rates=[ZERO], stated=[STATED], form=sealing.SECOND_FORM).text
    first = report(form=sealing.FIRST_FORM).text

    assert first == f"szansa settlement period, form 1\nproject {ONE}\n{PERIOD}\n"
    assert second.splitlines() == [
        "szansa settlement period, form 2",
        f"project {ONE}",
        PERIOD,
        f"declared D - 2026-03-31 3 1 2 by {ONE}",
        "rate R - - as 0 of 40, N D",
    ]


@pytest.mark.parametrize("changes", [{"checksum": "0" * 64}, {"closed_by": None}, {"form": 1}])
def test_the_database_refuses_to_change_a_report(anna, first, changes):
    closing = periods.closed(first, by=anna)

    with pytest.raises(ProgrammingError), transaction.atomic():
        Closing.objects.filter(pk=closing.pk).update(**changes)


def test_the_database_refuses_to_change_what_was_declared(anna, first):
    one = values.declared(of=first.project, by=anna)

    with pytest.raises(ProgrammingError), transaction.atomic():
        Declared.objects.filter(pk=one.pk).update(source="inne")


def test_a_report_is_closed_in_the_last_form(anna: Member, first):
    closing = periods.closed(first, by=anna)

    closing.refresh_from_db()
    assert closing.form == sealing.FORM
    assert queries.certificate_of(closing).is_unchanged


def test_nothing_is_said_of_declared_values_that_the_first_form_did_not_know(anna, first):
    closing = periods.closed(first, by=anna)
    one = values.declared(of=first.project, ends_on=END, by=anna)

    assert queries.difference_of(closing).stated == [(one, False)]
    closing.form = sealing.FIRST_FORM
    assert queries.difference_of(closing).stated == []
