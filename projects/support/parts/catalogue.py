"""The catalogue of a project: a table for each area."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from projects.agreements.models import Project
from projects.support import reference
from projects.support.models import PlannedSupport, Service
from projects.support.parts import words
from projects.support.queries.catalogue import by_area, services_of
from projects.support.vocabulary import Area
from ui.parts import Cell, Column, Table


@dataclass(frozen=True)
class AreaTable:
    area: Area
    count: int
    table: Table


def catalogue(project: Project, *, may_edit: bool) -> list[AreaTable]:
    """The five areas with their services; an area without any says so on the page."""
    services = services_of(project).select_related("provider")
    sums = PlannedSupport.objects.filter(service__project=project, participation__voided_at=None)
    planned = dict(sums.order_by().values_list("service").annotate(Sum("quantity")))
    values = reference.national_values(project.rule_set)
    return [
        AreaTable(
            area,
            len(rows),
            Table(
                str(area.label),
                _columns(),
                [_row(row, planned, values, project, may_edit=may_edit) for row in rows],
                caption_hidden=True,
            ),
        )
        for area, rows in by_area(services)
    ]


def copy_words() -> dict[str, str]:
    return {
        "title": _("Take over a catalogue"),
        "submit": _("Copy the services"),
        "lead": _(
            "Services of the same name stay as they are. Partners differ between projects: "
            "say afterwards who gives what."
        ),
    }


def _columns() -> list[Column]:
    return [
        Column(_("Service")),
        Column(_("Kind"), wide_only=True),
        Column(_("Given by")),
        Column(_("In the project"), wide_only=True),
        Column(_("Planned for people")),
        Column(_("In SM EFS"), wide_only=True),
    ]


def _row(
    service: Service,
    planned: Mapping[UUID, Decimal],
    values: Mapping[str, Any],
    project: Project,
    *,
    may_edit: bool,
) -> list[object]:
    url = reverse("support:correct-service", args=[service.pk]) if may_edit else ""
    promised, total = planned.get(service.pk), service.planned_quantity
    value = values.get(service.national_code)
    return [
        Cell(str(service), url=url, tag=_("certificate") if service.ends_with_certificate else ""),
        service.get_kind_display(),
        str(service.provider or project.leader_name),
        "—" if total is None else words.quantity(total, service),
        "—" if promised is None else words.quantity(promised, service),
        str(value.detail or value.kind) if value else "—",
    ]
