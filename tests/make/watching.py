"""Factories of the watch: released figures as a release writes them, and what stands on them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from core import tenancy
from dashboards.metropolis import releasing
from dashboards.metropolis.models import Release, ReleasedCell, ReleasedProject
from dashboards.watching import noting, rules
from dashboards.watching.models import Warned
from indicators.facts.models import Publication
from tests import make

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
RISK = "PEOPLE_AT_RISK"


def project(**facts: Any) -> rules.Project:
    """Runs for two years, halfway on 21 November 2026, with everybody it promised."""
    usual: dict[str, Any] = {
        "key": str(uuid4()),
        "title": "Klub Integracji Społecznej",
        "unit_code": "2205",
        "tenant_name": "Gmina Alfa",
        "starts_on": date(2025, 11, 21),
        "ends_on": date(2027, 11, 21),
        "eu_amount": Decimal("850000.00"),
        "promised": {RISK: 100},
        "achieved": {RISK: 100},
        "people_code": RISK,
    }
    return rules.Project(**{**usual, **facts})


def released_project(**facts: Any) -> ReleasedProject:
    """A card as the publisher writes it; it promised a hundred people and ends in a month."""
    usual: dict[str, Any] = {
        "project_id": uuid4(),
        "tenant_name": "Gmina Alfa",
        "unit_code": "2205",
        "title": "Klub Integracji Społecznej",
        "fund": "FEP",
        "rule_set": "P2021",
        "starts_on": date(2025, 1, 1),
        "ends_on": make.TODAY + timedelta(days=30),
        "leader_name": "Gmina Alfa",
        "eu_amount": Decimal("850000.00"),
        "targets": {RISK: {"total": 100}},
    }
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        return ReleasedProject.objects.create(**{**usual, **facts})


def release(
    counts: Mapping[UUID, int | None] | None = None, *, days_ago: int = 0, missing: Any = ()
) -> Release:
    """A release of participations by project; None is hidden."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        made = Release.objects.create(
            released_at=NOW - timedelta(days=days_ago),
            tenants_count=1,
            missing=list(missing),
            cells_count=0,
            hidden_count=0,
        )
        for project_id, count in (counts or {}).items():
            ReleasedCell.objects.create(
                release=made,
                unit_code="2205",
                project_id=project_id,
                definition_code=RISK,
                period="ALL",
                is_hidden=count is None,
                participations_count=count,
                people_count=count,
            )
    return made


def published(**facts: Any) -> None:
    """The publication of the only tenant is like this, and the totals know it."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        Publication.objects.update(**facts)
        releasing.renew_totals()


def warned(**facts: Any) -> Warned:
    """A warning that stands: alfa has entered no target of a project."""
    card = released_project(**{"targets": {}, "eu_amount": None, **facts})
    release()
    noting.renew(on=make.TODAY)
    with tenancy.acting_as(tenancy.Role.WEB):
        return Warned.objects.get(kind=rules.Kind.NO_TARGET, subject=str(card.pk))
