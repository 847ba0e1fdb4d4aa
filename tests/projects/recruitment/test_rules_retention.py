"""How long data are kept, and which posts of the web form come from a person."""

from datetime import UTC, date, datetime, timedelta

import pytest

from projects.recruitment import shipped
from projects.recruitment.rules import visits
from projects.recruitment.rules.retention import Retention, delete_after

HALF_A_YEAR = Retention(rejected_months=6, undecided_months=3)


@pytest.mark.parametrize(
    ("standing", "participant", "decided_on", "closes_on", "kept_until"),
    [
        ("rejected", False, date(2026, 8, 31), None, date(2027, 2, 28)),
        ("withdrawn", False, date(2026, 11, 21), None, date(2027, 5, 21)),
        ("applied", False, None, date(2026, 11, 30), date(2027, 2, 28)),
        ("applied", False, None, None, date(2028, 3, 31)),
        ("reserve", False, date(2026, 11, 21), None, date(2027, 12, 31)),
        ("accepted", False, date(2026, 11, 21), date(2026, 11, 30), date(2027, 12, 31)),
        ("accepted", True, date(2026, 11, 21), date(2026, 11, 30), None),
    ],
)
def test_the_last_day_of_keeping_follows_the_decision(
    standing, participant, decided_on, closes_on, kept_until
):
    last = delete_after(
        standing=standing,
        is_participant=participant,
        decided_on=decided_on,
        closes_on=closes_on,
        project_ends_on=date(2027, 12, 31),
        retention=HALF_A_YEAR,
    )

    assert last == kept_until


def test_the_shipped_terms_name_their_source_and_wait_for_somebody_to_check_them():
    assert shipped.retention().rejected_months > 0
    assert "confirm" in shipped.retention_source()


@pytest.mark.parametrize(
    ("age", "fresh"),
    [
        (timedelta(seconds=0), False),
        (timedelta(seconds=1), False),
        (timedelta(seconds=2), True),
        (timedelta(hours=4), True),
        (timedelta(hours=4, seconds=1), False),
        (timedelta(seconds=-5), False),
    ],
)
def test_a_form_comes_back_neither_too_soon_nor_too_late(age, fresh):
    shown = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    assert visits.is_fresh(issued_at=shown, at=shown + age) is fresh
