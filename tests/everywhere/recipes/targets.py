"""Recipes of targets: of a project, of the unit, of periods, of the programme."""

from datetime import date
from typing import Any

from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe
from tests.make import agreements, programme_targets
from tests.make import targets as made

FIRST_DAY = date(2026, 1, 1)


@recipe("indicators.targets.operations.set_targets", inside_a_tenant=True)
def set_targets() -> dict[str, Any]:
    return {
        "project": make.project(by=coordinator()),
        "entries": made.kis_ii(),
        "by": coordinator(),
    }


@recipe("indicators.targets.operations.set_unit_targets", inside_a_tenant=True)
def set_unit_targets() -> dict[str, Any]:
    return {
        "entries": made.kis_ii(),
        "valid_from": FIRST_DAY,
        "reason": "plan roczny",
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe("indicators.targets.operations.enter_period", inside_a_tenant=True)
def enter_period() -> dict[str, Any]:
    return {
        "project": make.project(by=coordinator()),
        "facts": made.period_entry(),
        "entries": made.kis_ii(),
        "by": coordinator(),
    }


@recipe("indicators.targets.operations.change_period", inside_a_tenant=True)
def change_period() -> dict[str, Any]:
    by = coordinator()
    return {
        "period": made.plan(of=None, by=by),
        "facts": made.period_entry(name="I i II kwartał"),
        "entries": made.kis_ii(),
        "by": by,
    }


@recipe("indicators.targets.operations.withdraw_period", inside_a_tenant=True)
def withdraw_period() -> dict[str, Any]:
    by = coordinator()
    period = made.plan(of=make.project(by=by), by=by)
    return {"period": period, "at": agreements.NOW, "by": by}


@recipe("indicators.programme_targets.operations.set_programme_targets")
def set_programme_targets() -> dict[str, Any]:
    return {
        "entries": made.kis_ii(),
        "valid_from": FIRST_DAY,
        "source": "uchwała zarządu",
        "on": make.TODAY,
        "by": make.BY,
    }


@recipe("indicators.programme_targets.operations.enter_programme_period")
def enter_programme_period() -> dict[str, Any]:
    return {
        "facts": made.period_entry(),
        "entries": made.kis_ii(),
        "source": "uchwała zarządu",
        "by": make.BY,
    }


@recipe("indicators.programme_targets.operations.change_programme_period")
def change_programme_period() -> dict[str, Any]:
    return {
        "period": programme_targets.plan(by=make.BY),
        "facts": made.period_entry(name="I i II kwartał"),
        "entries": [made.entry(100, 100, 200)],
        "source": "zmiana planu",
        "on": make.TODAY,
        "by": make.BY,
    }


@recipe("indicators.programme_targets.operations.withdraw_programme_period")
def withdraw_programme_period() -> dict[str, Any]:
    return {"period": programme_targets.plan(by=make.BY), "at": agreements.NOW, "by": make.BY}
