"""Factories of retention: a project whose records need not be kept, and a request to remove people."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from core import tenancy
from core.ledger.models import Member
from indicators.facts.tasks import publish_tenant
from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.retention import operations, queries
from projects.retention.models import Removal
from tests import make

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
KEPT_UNTIL = date(2025, 12, 31)
SOURCE = "pismo instytucji zarządzającej z 12 stycznia 2024 r."
# Of a project that ended long ago.
OLD: dict[str, Any] = {
    "rule_set": "P2014",
    "fund": "RPO_WP",
    "starts_on": date(2018, 1, 1),
    "ends_on": date(2020, 12, 31),
    "retain_until": KEPT_UNTIL,
    "retention_source": SOURCE,
}


def old_project(*, by: Any, **facts: Any) -> Project:
    return make.project(by=by, **{**OLD, **facts})


def participant(project: Project, *, by: Any, **facts: Any) -> Participation:
    """Somebody who takes part in it from its second year."""
    return make.participation(by=by, of=project, **{"started_on": date(2019, 3, 4), **facts})


def is_over(project: Project, *, until: date = KEPT_UNTIL) -> Project:
    """Of a project that was entered without it: until when its records were kept."""
    project.retain_until, project.retention_source = until, SOURCE
    project.save(update_fields=["retain_until", "retention_source"])
    return project


def asked(project: Project, *, by: Any, on: date = make.TODAY) -> Removal:
    return operations.ask_to_remove(project=project, on=on, by=by)


def agreed(removal: Removal, *, by: Any, on: date = make.TODAY) -> Removal:
    """Whoever agrees has seen what goes."""
    seen = queries.preview(removal.project).fingerprint
    return operations.remove_people(removal=removal, seen=seen, on=on, at=NOW, by=by)


def removed(project: Project, *, by: Any, agreed_by: Any, on: date = make.TODAY) -> Removal:
    return agreed(asked(project, by=by, on=on), by=agreed_by, on=on)


def another(slug: str) -> Member:
    """Somebody else who edits projects there, and may agree."""
    with tenancy.acting_as(tenancy.Role.WEB):
        email = f"iga@{slug}.example.org"
        return make.member(make.tenant(slug), email, "Iga Druga", "coordinator")


def publish(slug: str) -> None:
    """Only what is counted may be removed."""
    with tenancy.acting_as(tenancy.Role.WEB):
        tenant = make.tenant(slug)
    publish_tenant(tenant)


def day_after(project: Project) -> date:
    """The first day on which its people may be removed."""
    assert project.retain_until is not None
    return project.retain_until + timedelta(days=1)
