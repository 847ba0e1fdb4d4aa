"""Recipes of views, settings, exports, changes in bulk and their undoing."""

from typing import Any

from django.http import QueryDict
from django.utils import timezone

from projects.participants.in_charge import CASE_WORKER
from projects.participants.list_page import PARTICIPANTS
from projects.workbench import operations
from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe
from tests.make import workbench

OPERATIONS = "projects.workbench.operations"


@recipe(f"{OPERATIONS}.lists.save_view", inside_a_tenant=True)
def save_view() -> dict[str, Any]:
    return {
        "page": PARTICIPANTS,
        "name": "Kobiety",
        "asked": QueryDict("plec=F"),
        "columns": ["person", "state"],
        "is_shared": True,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.lists.change_view", inside_a_tenant=True)
def change_view() -> dict[str, Any]:
    view = workbench.saved_view(by=coordinator())
    return {"view": view, "name": "Panie", "is_shared": False, "by": coordinator()}


@recipe(f"{OPERATIONS}.lists.delete_view", inside_a_tenant=True)
def delete_view() -> dict[str, Any]:
    return {"view": workbench.saved_view(by=coordinator()), "by": coordinator()}


@recipe(f"{OPERATIONS}.lists.begin_with", inside_a_tenant=True)
def begin_with() -> dict[str, Any]:
    view = workbench.saved_view(by=coordinator())
    return {"page": PARTICIPANTS, "view": view, "by": coordinator()}


@recipe(f"{OPERATIONS}.lists.choose_columns", inside_a_tenant=True)
def choose_columns() -> dict[str, Any]:
    return {"page": PARTICIPANTS, "columns": ["person", "age"], "by": coordinator()}


@recipe(f"{OPERATIONS}.lists.switch_keys", inside_a_tenant=True)
def switch_keys() -> dict[str, Any]:
    return {"is_on": False, "by": coordinator()}


@recipe(f"{OPERATIONS}.lists.export_list", inside_a_tenant=True)
def export_list() -> dict[str, Any]:
    make.participation(by=coordinator())
    asked = workbench.asked(query="plec=F")
    return {"asked": asked, "at": timezone.now(), "by": coordinator()}


@recipe(f"{OPERATIONS}.files.prepare_file", inside_a_tenant=True)
def prepare_file() -> dict[str, Any]:
    return {**workbench.asked_file(), "by": coordinator()}


@recipe(f"{OPERATIONS}.files.take_file", inside_a_tenant=True)
def take_file() -> dict[str, Any]:
    prepared = workbench.made_file(by=coordinator())
    return {"prepared": prepared, "at": timezone.now(), "by": coordinator()}


@recipe(f"{OPERATIONS}.files.drop_file", inside_a_tenant=True)
def drop_file() -> dict[str, Any]:
    return {"prepared": workbench.prepared_file(by=coordinator()), "by": coordinator()}


@recipe(f"{OPERATIONS}.tables.take_tables", inside_a_tenant=True)
def take_tables() -> dict[str, Any]:
    return {"page": "support:groups", "count": 3, "by": coordinator()}


@recipe(f"{OPERATIONS}.batches.change_many", inside_a_tenant=True)
def change_many() -> dict[str, Any]:
    return {
        "action": CASE_WORKER,
        "ids": [make.participation(by=coordinator()).pk],
        "values": {"cared_for_by": coordinator()},
        "told": "Anna Lis",
        "at": timezone.now(),
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.batches.undo", inside_a_tenant=True)
def undo() -> dict[str, Any]:
    batch = operations.change_many(**change_many())
    return {"batch": batch, "at": timezone.now(), "by": coordinator()}
