"""The terms of allowances: months that are over and not approved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import Coalesce, Greatest, Least

from core.civil_days import add_months
from core.permissions import Actor, Permission
from projects.agreements import queries as agreements
from projects.deadlines import rules
from projects.deadlines.clock import clock
from projects.deadlines.items import Item
from projects.support.models import AllowanceGrant, Payroll


@dataclass(frozen=True, kw_only=True)
class Allowances:
    """From when to when somebody is entitled, and which months of the project are approved."""

    of_project_id: UUID
    project_title: str
    first_on: date
    last_on: date
    approved: list[date]


def due(by: Actor, *, on: date, until: date) -> Iterator[Item]:
    """One for each month in which somebody could be owed something, whoever and however many."""
    waiting = {
        (allowances.of_project_id, month): allowances
        for allowances in _paid(by, on=on)
        for month in _months(allowances, on=on)
        if month not in allowances.approved
    }
    for (_project, month), allowances in sorted(waiting.items(), key=lambda found: found[0][::-1]):
        yield _item(allowances, month, on=on)


def _paid(by: Actor, *, on: date) -> Iterator[Allowances]:
    """One query; an entitlement ends with its rule, the stay and the project, else it is today."""
    projects = agreements.projects_visible_to(by, Permission.SEE_MONEY).values("pk")
    approved = Payroll.objects.filter(project=OuterRef("rule__project")).order_by("month_on")
    rows = (
        AllowanceGrant.objects.filter(rule__project__in=projects, participation__voided_at=None)
        .filter(rule__project__ends_on__gte=on - timedelta(days=clock().books_open_days))
        .annotate(
            first_on=Greatest("starts_on", "rule__valid_from"),
            last_on=Least(
                Coalesce("ends_on", on),
                Coalesce("rule__valid_to", on),
                Coalesce("participation__ended_on", on),
                "rule__project__ends_on",
            ),
        )
        .filter(first_on__lte=F("last_on"))
        .order_by()
        .values("first_on", "last_on", of_project_id=F("rule__project"))
        .distinct()
        .annotate(project_title=F("rule__project__title"))
        .annotate(approved=ArraySubquery(approved.values("month_on")))
    )
    return (Allowances(**row) for row in rows)


def _months(allowances: Allowances, *, on: date) -> Iterator[date]:
    """The months with an entitlement, from the first to the last one that is over."""
    month = allowances.first_on.replace(day=1)
    while month <= allowances.last_on and add_months(month, 1) <= on:
        yield month
        month = add_months(month, 1)


def _item(allowances: Allowances, month: date, *, on: date) -> Item:
    return Item(
        due=rules.payroll(month=month, clock=clock()),
        on=on,
        subject_id=allowances.of_project_id,
        project_id=allowances.of_project_id,
        project=allowances.project_title,
        page="support:payroll",
        page_arguments=(allowances.of_project_id, f"{month:%Y-%m}"),
        facts={"month": month},
    )
