"""Recipes of projects."""

from datetime import date
from typing import Any

from projects.agreements.entries import TargetGroupEntry
from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe
from tests.make import agreements

OPERATIONS = "projects.agreements.operations"
FACTS = {
    "title": "Nowy projekt",
    "fund": "FEP",
    "rule_set": "P2021",
    "starts_on": date(2026, 1, 1),
    "ends_on": date(2027, 12, 31),
    "leader_name": "Gmina Alfa",
}


@recipe(f"{OPERATIONS}.entering.enter_project", inside_a_tenant=True)
def enter_project() -> dict[str, Any]:
    return {
        **FACTS,
        "partners": [agreements.partner_entry()],
        "tasks": [agreements.task_entry()],
        "by": coordinator(),
    }


def _project() -> Any:
    return make.project(by=coordinator())


@recipe(f"{OPERATIONS}.entering.correct_project", inside_a_tenant=True)
def correct_project() -> dict[str, Any]:
    return {"project": _project(), "version": 1, "title": "Inny tytuł", "by": coordinator()}


@recipe(f"{OPERATIONS}.amending.amend_project", inside_a_tenant=True)
def amend_project() -> dict[str, Any]:
    return {
        "project": _project(),
        "version": 1,
        "number": 1,
        "signed_on": date(2026, 2, 2),
        "reason": "pandemia",
        "ends_on": date(2028, 6, 30),
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.amending.withdraw_amendment", inside_a_tenant=True)
def withdraw_amendment() -> dict[str, Any]:
    amendment = agreements.amendment(of=_project(), by=coordinator())
    facts = {"amendment": amendment, "version": 2, "reason": "pomyłka", "at": agreements.NOW}
    return {**facts, "by": coordinator()}


@recipe(f"{OPERATIONS}.partners.add_partner", inside_a_tenant=True)
def add_partner() -> dict[str, Any]:
    return {"project": _project(), "entry": agreements.partner_entry(), "by": coordinator()}


def _partner() -> Any:
    return agreements.partner(of=_project(), by=coordinator())


@recipe(f"{OPERATIONS}.partners.correct_partner", inside_a_tenant=True)
def correct_partner() -> dict[str, Any]:
    entry = agreements.partner_entry(task="aktywizacja zawodowa")
    return {"partner": _partner(), "entry": entry, "version": 1, "by": coordinator()}


@recipe(f"{OPERATIONS}.partners.remove_partner", inside_a_tenant=True)
def remove_partner() -> dict[str, Any]:
    return {"partner": _partner(), "version": 1, "reason": "odszedł", "by": coordinator()}


@recipe(f"{OPERATIONS}.partners.set_tasks", inside_a_tenant=True)
def set_tasks() -> dict[str, Any]:
    entries = [agreements.task_entry()]
    return {"project": _project(), "entries": entries, "version": 1, "by": coordinator()}


@recipe(f"{OPERATIONS}.target_group.set_target_group", inside_a_tenant=True)
def set_target_group() -> dict[str, Any]:
    entry = TargetGroupEntry(premises_required_count=2, gminas=("2205023",))
    return {"project": _project(), "entry": entry, "version": 1, "by": coordinator()}


@recipe(f"{OPERATIONS}.areas.enter_area", inside_a_tenant=True)
def enter_area() -> dict[str, Any]:
    return {"entry": agreements.area_entry(), "by": coordinator()}


@recipe(f"{OPERATIONS}.areas.correct_area", inside_a_tenant=True)
def correct_area() -> dict[str, Any]:
    return {
        "area": agreements.area(by=coordinator()),
        "entry": agreements.area_entry(lines=("Rynek",)),
        "version": 1,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.drafts.begin_draft", inside_a_tenant=True)
def begin_draft() -> dict[str, Any]:
    return {"answers": {"umowa": {"title": ["Nowy"]}}, "by": coordinator()}


def _draft() -> Any:
    return agreements.draft(by=coordinator())


@recipe(f"{OPERATIONS}.drafts.save_draft", inside_a_tenant=True)
def save_draft() -> dict[str, Any]:
    answers = {"title": ["Nowszy"]}
    return {"draft": _draft(), "step": "umowa", "answers": answers, "by": coordinator()}


@recipe(f"{OPERATIONS}.drafts.discard_draft", inside_a_tenant=True)
def discard_draft() -> dict[str, Any]:
    return {"draft": _draft(), "by": coordinator()}


@recipe(f"{OPERATIONS}.drafts.enter_from_draft", inside_a_tenant=True)
def enter_from_draft() -> dict[str, Any]:
    return {
        "draft": _draft(),
        **FACTS,
        "partners": [agreements.partner_entry()],
        "tasks": [agreements.task_entry()],
        "by": coordinator(),
    }
