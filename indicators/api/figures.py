"""Indicators, their targets and their values in the projects that a token reaches."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.serializers import Out
from core.days import today
from indicators.cells import queries as cells
from indicators.cells.queries import NOBODY, Count, Open
from indicators.definitions import queries as definitions
from indicators.definitions.models import Definition
from indicators.definitions.vocabulary import Kind, RuleSet
from indicators.targets import queries as promised
from projects.partners.actions import Action
from projects.partners.door import PartnerResource

SEXES = {"total": "", "women": "F", "men": "M"}
STATES = ("in_progress", "pending", "closing_this_week", "lost")


class IndicatorOut(Out):
    code = serializers.CharField()
    name_pl = serializers.CharField(label=_("name in Polish"))
    name_en = serializers.CharField(label=_("name in English"))
    kind = serializers.ChoiceField(choices=Kind.choices, label=_("kind"))
    rule_set = serializers.ChoiceField(
        choices=RuleSet.choices, allow_blank=True, label=_("rules of the period")
    )
    unit = serializers.CharField(label=_("unit"))
    window_days = serializers.IntegerField(
        allow_null=True, label=_("days after leaving in which it is observed")
    )


class IndicatorsOut(Out):
    items = IndicatorOut(many=True)


class CellsOut(Out):
    """Of all, of women and of men; null where nobody set it."""

    total = serializers.IntegerField(allow_null=True, label=_("total"))
    women = serializers.IntegerField(allow_null=True, label=_("women"))
    men = serializers.IntegerField(allow_null=True, label=_("men"))


class ValueOut(Out):
    """One indicator in one project, from its first day until now."""

    project = serializers.UUIDField()
    indicator = serializers.CharField()
    participations = CellsOut(label=_("participations"))
    people = CellsOut(label=_("people"))
    in_progress = serializers.IntegerField(label=_("still taking part"))
    pending = serializers.IntegerField(label=_("may still come"))
    closing_this_week = serializers.IntegerField(label=_("must come within a week"))
    lost = serializers.IntegerField(label=_("came too late or not at all"))


class ValuesOut(Out):
    as_of = serializers.DateField()
    items = ValueOut(many=True)


class PeriodOut(Out):
    name = serializers.CharField(label=_("name"))
    starts_on = serializers.DateField(label=_("starts on"))
    ends_on = serializers.DateField(label=_("ends on"))


class TargetOut(Out):
    """Without a period it is what the agreement promises for the whole time."""

    project = serializers.UUIDField(source="project_id")
    indicator = serializers.CharField(source="definition_code")
    subset = serializers.CharField(allow_blank=True, label=_("of which"))
    period = PeriodOut(allow_null=True)
    total = serializers.IntegerField(source="total_count", allow_null=True, label=_("total"))
    women = serializers.IntegerField(source="women_count", allow_null=True, label=_("women"))
    men = serializers.IntegerField(source="men_count", allow_null=True, label=_("men"))


class TargetsOut(Out):
    items = TargetOut(many=True)


class Figures(PartnerResource):
    """The base of what is told whole: there is too little of it for pages."""

    actions = {"GET": Action.READ_FIGURES}
    http_method_names = ("get", "options")

    def projects(self) -> set[UUID]:
        return {self.reach.partners[line] for line in self.lines()}


class Indicators(Figures):
    """The programme's indicators, as all its units count them."""

    out = IndicatorsOut

    def get(self, request: Request) -> HttpResponse:
        self.allow_parameters()
        return Response(IndicatorsOut({"items": definitions.definitions().values()}).data)


class Values(Figures):
    """What the projects have reached, and what may still come of it."""

    out = ValuesOut

    def get(self, request: Request) -> HttpResponse:
        self.allow_parameters()
        on = today()
        items = list(_values(self.projects(), definitions.definitions(), on=on))
        return Response(ValuesOut({"as_of": on, "items": items}).data)


class Targets(Figures):
    """What the projects' agreements and plans promise."""

    out = TargetsOut

    def get(self, request: Request) -> HttpResponse:
        self.allow_parameters()
        rows = promised.in_force().filter(project__in=self.projects()).select_related("period")
        known = rows.order_by("project", "definition_code", "subset", "period__starts_on")
        return Response(TargetsOut({"items": known}).data)


def _values(
    projects: Iterable[UUID], known: Mapping[str, Definition], *, on: Any
) -> Iterable[dict[str, Any]]:
    """In the programme's order; an indicator with nobody and nothing open is left out."""
    ids = sorted(projects)
    counts = cells.by_project(ids)
    waiting = cells.open_by_project(ids, on=on)
    for project in ids:
        for code in known:
            found = {cell: counts.get((project, code, sex), NOBODY) for cell, sex in SEXES.items()}
            not_yet = waiting.get((project, code), Open())
            if found["total"] != NOBODY or not_yet != Open():
                yield _value(project, code, found, not_yet)


def _value(project: UUID, code: str, found: Mapping[str, Count], not_yet: Open) -> dict[str, Any]:
    return {
        "project": project,
        "indicator": code,
        "participations": {cell: count.participations for cell, count in found.items()},
        "people": {cell: count.people for cell, count in found.items()},
        **{state: getattr(not_yet, state) for state in STATES},
    }
