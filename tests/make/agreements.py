"""Factories of agreements: partners, tasks, target groups, amendments, areas and drafts."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from projects.agreements import entries, operations
from projects.agreements.models import (
    Amendment,
    Project,
    ProjectDraft,
    ProjectPartner,
    RevitalisationArea,
    TargetGroup,
)
from tests import make

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
KARTUZY = "2205023"
LINES = ("Dworcowa 1-15 nieparzyste", "Rynek", "gen. Józefa Hallera 1-20", "3 Maja 1-9")


def partner_entry(**facts: Any) -> entries.PartnerEntry:
    usual = {"name": "Spółdzielnia Socjalna Pasja", "kind": "social_cooperative"}
    return entries.PartnerEntry(**{**usual, **facts})


def partner(*, of: Project, by: Any, **facts: Any) -> ProjectPartner:
    return operations.add_partner(project=of, entry=partner_entry(**facts), by=by)


def task_entry(**facts: Any) -> entries.TaskEntry:
    usual = {"number": 1, "name": "Aktywizacja społeczna", "budget_amount": Decimal("400000.00")}
    return entries.TaskEntry(**{**usual, **facts})


def target_group(*, of: Project, by: Any, version: int = 1, **facts: Any) -> TargetGroup:
    entry = entries.TargetGroupEntry(**facts)
    return operations.set_target_group(project=of, entry=entry, version=version, by=by)


def amendment(*, of: Project, by: Any, **facts: Any) -> Amendment:
    of.refresh_from_db()
    usual = {
        "version": of.version,
        "number": 1,
        "signed_on": date(2026, 2, 2),
        "reason": "pandemia",
        "on": make.TODAY,
        "ends_on": date(2028, 6, 30),
    }
    return operations.amend_project(project=of, by=by, **{**usual, **facts})


def withdrawn(amendment: Amendment, *, by: Any, **facts: Any) -> Project:
    project = Project.objects.get(pk=amendment.project_id)
    usual = {"version": project.version, "reason": "błąd", "at": NOW}
    return operations.withdraw_amendment(amendment=amendment, by=by, **{**usual, **facts})


def area_entry(**facts: Any) -> entries.AreaEntry:
    usual = {
        "gmina": KARTUZY,
        "place": "Kartuzy",
        "name": "nr 1 „Centrum”",
        "source": "Uchwała nr XXV/241/2016 Rady Miejskiej w Kartuzach",
        "valid_from": date(2016, 12, 1),
        "lines": LINES,
    }
    return entries.AreaEntry(**{**usual, **facts})


def area(*, by: Any, **facts: Any) -> RevitalisationArea:
    return operations.enter_area(entry=area_entry(**facts), by=by)


def draft(*, by: Any, **answers: Any) -> ProjectDraft:
    return operations.begin_draft(answers={"umowa": {"title": ["Nowy"], **answers}}, by=by)
