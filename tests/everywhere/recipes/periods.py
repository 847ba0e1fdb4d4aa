"""Recipes of settlement periods and of the programme's own."""

from datetime import date
from typing import Any

from indicators.programme_periods import operations as programme
from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe
from tests.make import periods

OPERATIONS = "indicators.periods.operations"
PROGRAMME = "indicators.programme_periods.operations"


def _period() -> Any:
    """With somebody in it who counts, so that closing has something to write."""
    project = make.project(by=coordinator())
    make.participation(by=coordinator(), of=project)
    return periods.period(of=project, by=coordinator())


@recipe(f"{OPERATIONS}.planning.enter_period", inside_a_tenant=True)
def enter_period() -> dict[str, Any]:
    starts_on, ends_on = periods.FIRST
    return {
        "project": make.project(by=coordinator()),
        "starts_on": starts_on,
        "ends_on": ends_on,
        "due_on": None,
        "is_final": False,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.planning.propose_periods", inside_a_tenant=True)
def propose_periods() -> dict[str, Any]:
    return {"project": make.project(by=coordinator()), "every_months": 3, "by": coordinator()}


@recipe(f"{OPERATIONS}.planning.correct_period", inside_a_tenant=True)
def correct_period() -> dict[str, Any]:
    return {
        "period": _period(),
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 2, 28),
        "due_on": date(2026, 3, 14),
        "is_final": False,
        "version": 1,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.planning.remove_period", inside_a_tenant=True)
def remove_period() -> dict[str, Any]:
    return {"period": _period(), "version": 1, "by": coordinator()}


@recipe(f"{OPERATIONS}.closing.close_period", inside_a_tenant=True)
def close_period() -> dict[str, Any]:
    """The second of two, after a correction: every table of a report gets a row."""
    first = _period()
    periods.closed(first, by=coordinator())
    late = make.participation(by=coordinator(), of=first.project, pesel=None)
    second = periods.period(of=first.project, by=coordinator(), days=periods.SECOND)
    assert late.started_on < second.starts_on
    return {"period": second, "seen": "", "on": make.TODAY, "by": coordinator()}


@recipe(f"{OPERATIONS}.reopening.ask_to_reopen", inside_a_tenant=True)
def ask_to_reopen() -> dict[str, Any]:
    period = _period()
    periods.closed(period, by=coordinator())
    return {"period": period, "reason": "zła lista", "on": make.TODAY, "by": coordinator()}


def _asked() -> Any:
    period = _period()
    periods.closed(period, by=coordinator())
    return periods.asked(period, by=coordinator())


@recipe(f"{OPERATIONS}.reopening.confirm_reopening", inside_a_tenant=True)
def confirm_reopening() -> dict[str, Any]:
    ewa = periods.second_coordinator()
    return {"reopening": _asked(), "on": make.TODAY, "at": periods.NOW, "by": ewa}


@recipe(f"{OPERATIONS}.reopening.drop_reopening", inside_a_tenant=True)
def drop_reopening() -> dict[str, Any]:
    return {"reopening": _asked(), "on": make.TODAY, "at": periods.NOW, "by": coordinator()}


@recipe(f"{OPERATIONS}.holding.hold_back", inside_a_tenant=True)
def hold_back() -> dict[str, Any]:
    return {
        "period": _period(),
        "programme_period": "I kwartał 2026",
        "cause": "EXCEPTED",
        "reason": "kontrola w toku",
        "until": date(2026, 5, 31),
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{PROGRAMME}.name_period")
def name_period() -> dict[str, Any]:
    days = {"ends_on": date(2026, 3, 31), "close_by": date(2026, 4, 20)}
    return {"name": "I kwartał 2026", **days, "by": make.BY}


@recipe(f"{PROGRAMME}.except_unit")
def except_unit() -> dict[str, Any]:
    return {
        "programme_period": periods.programme_period(),
        "tenant": make.tenant("alfa"),
        "project_id": None,
        "reason": "kontrola w toku",
        "expires_on": date(2026, 12, 31),
        "on": make.TODAY,
        "at": periods.NOW,
        "by": make.BY,
    }


@recipe(f"{PROGRAMME}.end_exception")
def end_exception() -> dict[str, Any]:
    made = programme.except_unit(**except_unit())
    return {"exception": made, "at": periods.NOW, "by": make.BY}
