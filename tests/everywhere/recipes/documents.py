"""Recipes of documents."""

from typing import Any

from projects.documents import kinds
from projects.documents import operations as documents
from projects.documents.inspection import inspect
from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe
from tests.make import documents as made

OPERATIONS = "projects.documents.operations"


def _kind() -> kinds.DocumentKind:
    return kinds.KINDS["contract"]


def _participation() -> Any:
    return make.participation(by=coordinator())


def _paper() -> Any:
    return made.paper(by=coordinator(), about=_participation())


@recipe(f"{OPERATIONS}.issuing.issue", inside_a_tenant=True)
def issue() -> dict[str, Any]:
    return {
        "kind": _kind(),
        "subject_id": _participation().pk,
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.issuing.issue_batch", inside_a_tenant=True)
def issue_batch() -> dict[str, Any]:
    first = _participation()
    second = make.participation(by=coordinator(), of=first.project, pesel=None)
    return {
        "kind": _kind(),
        "subject_ids": [first.pk, second.pk],
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.issuing.reissue", inside_a_tenant=True)
def reissue() -> dict[str, Any]:
    return {"paper": _paper(), "on": make.TODAY, "by": coordinator()}


@recipe(f"{OPERATIONS}.issuing.void", inside_a_tenant=True)
def void() -> dict[str, Any]:
    return {"paper": _paper(), "reason": "zły adres", "by": coordinator()}


@recipe(f"{OPERATIONS}.reading.open_paper", inside_a_tenant=True)
def open_paper() -> dict[str, Any]:
    return {"paper": _paper(), "by": coordinator()}


@recipe(f"{OPERATIONS}.reading.open_papers", inside_a_tenant=True)
def open_papers() -> dict[str, Any]:
    return {"papers": [_paper()], "by": coordinator()}


@recipe(f"{OPERATIONS}.reading.open_file", inside_a_tenant=True)
def open_file() -> dict[str, Any]:
    return {"file": made.file(by=coordinator(), about=_participation()), "by": coordinator()}


@recipe(f"{OPERATIONS}.filing.upload", inside_a_tenant=True)
def upload() -> dict[str, Any]:
    participation = _participation()
    return {
        "project": participation.project,
        "subject_kind": made.SUBJECT,
        "subject_id": participation.pk,
        "title": "orzeczenie",
        "file": inspect(made.pdf(), filename="orzeczenie.pdf"),
        "by": coordinator(),
        "on": make.TODAY,
    }


@recipe(f"{OPERATIONS}.filing.remove_file", inside_a_tenant=True)
def remove_file() -> dict[str, Any]:
    file = made.file(by=coordinator(), about=_participation())
    return {"file": file, "reason": "nie tej osoby", "by": coordinator()}


@recipe(f"{OPERATIONS}.wordings.write_template", inside_a_tenant=True)
def write_template() -> dict[str, Any]:
    return {"kind": _kind(), "body": "Umowa z: {osoba}.", "version": 0, "by": coordinator()}


@recipe(f"{OPERATIONS}.wordings.return_to_standard", inside_a_tenant=True)
def return_to_standard() -> dict[str, Any]:
    documents.write_template(**write_template())
    return {"kind": _kind(), "version": 1, "by": coordinator()}


@recipe(f"{OPERATIONS}.strips.upload_strip", inside_a_tenant=True)
def upload_strip() -> dict[str, Any]:
    made.strip(by=coordinator())
    return {
        "fund": "FEP",
        "description": "cztery znaki",
        "colour": inspect(made.picture(width=1660, height=150), filename="znaki.png"),
        "confirmed": True,
        "by": coordinator(),
    }
