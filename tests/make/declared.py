"""Factories of declared values."""

from datetime import date
from typing import Any

from indicators.declared import operations
from indicators.declared.entries import DeclaredEntry
from indicators.declared.models import Declared
from projects.agreements.models import Project
from tests import make

OBJECTS = "OBJECTS_ADAPTED"
PEOPLE = "PEOPLE_AT_RISK"
LONG_TERM = "EMPLOYED_SIX_MONTHS_AFTER"


def entry(total: int = 7, **facts: Any) -> DeclaredEntry:
    usual = {
        "definition_code": OBJECTS,
        "starts_on": None,
        "ends_on": date(2026, 6, 30),
        "source": "protokół odbioru 3/2026",
    }
    return DeclaredEntry(total=total, **{**usual, **facts})


def declared(total: int = 7, *, of: Project, by: Any, **facts: Any) -> Declared:
    return operations.declare_value(project=of, entry=entry(total, **facts), on=make.TODAY, by=by)
