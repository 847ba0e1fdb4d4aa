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
    return {
        "page": PARTICIPANTS,
        "asked": QueryDict("plec=F"),
        "columns": ["person", "state"],
        "file_format": "xlsx",
        "on": make.TODAY,
        "at": timezone.now(),
        "by": coordinator(),
    }


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
