"""Factories of targets: KIS II as its agreement has it."""

from datetime import date
from typing import Any

from indicators.targets import operations
from indicators.targets.entries import PeriodEntry, TargetEntry
from indicators.targets.models import TargetChange, TargetPeriod
from projects.agreements.models import Project

PEOPLE = "PEOPLE_AT_RISK"
DISABLED = "DISABLED"


def entry(women: int | None, men: int | None, total: int | None, **facts: Any) -> TargetEntry:
    usual = {"definition_code": PEOPLE}
    return TargetEntry(women=women, men=men, total=total, **{**usual, **facts})


def kis_ii() -> list[TargetEntry]:
    return [entry(150, 70, 220), entry(70, 40, 110, subset=DISABLED)]


def targets(*, of: Project, by: Any, entries: list[TargetEntry] | None = None) -> TargetChange:
    return operations.set_targets(project=of, entries=entries or kis_ii(), by=by)


def period_entry(**facts: Any) -> PeriodEntry:
    usual = {
        "name": "I półrocze 2026",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 6, 30),
    }
    return PeriodEntry(**{**usual, **facts})


def plan(*, of: Project | None, by: Any, **facts: Any) -> TargetPeriod:
    return operations.enter_period(
        project=of, facts=period_entry(**facts), entries=[entry(30, 20, 50)], by=by
    )


def saved(browser: Any, address: str, typed: dict[str, str]) -> Any:
    """What a browser sends: the page is opened first, and says which version it showed."""
    return browser.post(address, opened(browser, address) | typed)


def opened(browser: Any, address: str) -> dict[str, str]:
    """What an open page of targets carries."""
    form = browser.get(address).context["form"]
    return {name: str(form[name].value()) for name in ("version", "opened")}
