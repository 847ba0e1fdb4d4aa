"""Factories of the programme's targets."""

from datetime import date
from typing import Any

from indicators.programme_targets import operations
from indicators.programme_targets.models import ProgrammeChange, ProgrammePeriod
from tests import make
from tests.make import targets as made

SOURCE = "strategia programu"


def targets(*, by: Any, total: int = 5_000, disabled: int = 1_500, **facts: Any) -> ProgrammeChange:
    usual = {"valid_from": date(2026, 1, 1), "source": SOURCE, "on": make.TODAY}
    entries = [
        made.entry(None, None, total),
        made.entry(None, None, disabled, subset=made.DISABLED),
    ]
    return operations.set_programme_targets(entries=entries, by=by, **{**usual, **facts})


def plan(*, by: Any, **facts: Any) -> ProgrammePeriod:
    return operations.enter_programme_period(
        facts=made.period_entry(**facts),
        entries=[made.entry(None, None, 700)],
        source=SOURCE,
        by=by,
    )
