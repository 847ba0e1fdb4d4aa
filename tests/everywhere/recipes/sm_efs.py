"""Recipes of the national file."""

from datetime import UTC, datetime
from typing import Any

from projects.agreements.models import Project
from projects.sm_efs import operations
from projects.sm_efs.models import Upload
from projects.sm_efs.queries.mends import fingerprint, stored_mends
from projects.sm_efs.rules.record import lay_out
from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe
from tests.make import sm_efs

OPERATIONS = "projects.sm_efs.operations"
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def _project(**facts: Any) -> Project:
    project = sm_efs.fed_project(by=coordinator())
    sm_efs.person(project, by=coordinator(), **facts)
    return project


def _sent() -> dict[str, Any]:
    """A file of the national system about the project's people."""
    content = sm_efs.national_file([sm_efs.record()])
    return {"project": _project(), "name": "Uczestnicy.csv", "content": content, "on": make.TODAY}


def _list() -> Upload:
    bad = lay_out(sm_efs.record(postal_code="83300"), sm_efs.LAYOUT)
    facts = {"name": "lista.csv", "content": sm_efs.files.written([bad], sm_efs.LAYOUT)}
    return operations.check_list(project=_project(), **facts, on=make.TODAY, by=coordinator())


@recipe(f"{OPERATIONS}.office.agree_office", inside_a_tenant=True)
def agree_office() -> dict[str, Any]:
    contact = {"phone": "586810000", "email": "", "support_scope": "", "version": 0}
    return {"project": _project(), **contact, "reason": "zgoda kierownika", "by": coordinator()}


@recipe(f"{OPERATIONS}.exporting.export_people", inside_a_tenant=True)
def export_people() -> dict[str, Any]:
    asked = {"kind": "WHOLE", "reason": "co miesiąc", "on": make.TODAY}
    return {"project": _project(), **asked, "by": coordinator()}


@recipe(f"{OPERATIONS}.exporting.withdraw_export", inside_a_tenant=True)
def withdraw_export() -> dict[str, Any]:
    export = sm_efs.exported(_project(), by=coordinator()).export
    return {"export": export, "reason": "nie doszło", "at": NOW, "by": coordinator()}


@recipe(f"{OPERATIONS}.mending.mend_people", inside_a_tenant=True)
def mend_people() -> dict[str, Any]:
    project = _project(place="KARTUZY")
    mends = stored_mends(project, on=make.TODAY)
    chosen = {"keys": [one.key for one in mends], "seen": fingerprint(mends)}
    return {
        "project": project,
        **chosen,
        "reason": "pisownia TERYT",
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.coming_back.read_export", inside_a_tenant=True)
def read_export() -> dict[str, Any]:
    return {**_sent(), "by": coordinator()}


@recipe(f"{OPERATIONS}.coming_back.read_feedback", inside_a_tenant=True)
def read_feedback() -> dict[str, Any]:
    return {**_sent(), "content": "Nr wiersza;Opis błędu\n2;Zły kod".encode(), "by": coordinator()}


@recipe(f"{OPERATIONS}.coming_back.remove_upload", inside_a_tenant=True)
def remove_upload() -> dict[str, Any]:
    return {"upload": _list(), "at": NOW, "by": coordinator()}


@recipe(f"{OPERATIONS}.lists.check_list", inside_a_tenant=True)
def check_list() -> dict[str, Any]:
    return {**_sent(), "by": coordinator()}


@recipe(f"{OPERATIONS}.lists.mend_list", inside_a_tenant=True)
def mend_list() -> dict[str, Any]:
    asked = {"keys": ["sure"], "version": 1, "on": make.TODAY}
    return {"upload": _list(), **asked, "by": coordinator()}


@recipe(f"{OPERATIONS}.lists.take_list", inside_a_tenant=True)
def take_list() -> dict[str, Any]:
    asked = {"reason": "do importu", "on": make.TODAY}
    return {"upload": _list(), **asked, "by": coordinator()}
