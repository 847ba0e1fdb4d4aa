"""What a partner's program has to do by when: sheets of its own sessions, and the ends of projects."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.serializers import Out
from core.civil_days import ONE_DAY
from core.days import today
from projects.agreements.models import Project
from projects.deadlines import rules
from projects.deadlines.clock import clock
from projects.partners.actions import Action
from projects.partners.door import PartnerResource
from projects.support import queries as support

# As many as anybody makes up for; the oldest come first.
MOST = 1000
KINDS = (("attendance", _("sheet to be filled in")), ("project-end", _("end of the project")))


class DeadlineOut(Out):
    kind = serializers.ChoiceField(choices=KINDS, label=_("kind"))
    due_on = serializers.DateField(label=_("last day"))
    project = serializers.UUIDField()
    session = serializers.UUIDField(allow_null=True)


class DeadlinesOut(Out):
    as_of = serializers.DateField()
    items = DeadlineOut(many=True)


class Deadlines(PartnerResource):
    """What waits for the partner, the most urgent first; what it has done is not told any more."""

    actions = {"GET": Action.READ_FIGURES}
    http_method_names = ("get", "options")
    out = DeadlinesOut

    def get(self, request: Request) -> HttpResponse:
        self.allow_parameters()
        on = today()
        found = sorted([*self._sheets(on=on), *self._ends(on=on)], key=lambda one: one["due_on"])
        return Response(DeadlinesOut({"as_of": on, "items": found[:MOST]}).data)

    def _sheets(self, *, on: date) -> Iterator[dict[str, Any]]:
        open_from = on - timedelta(days=clock().books_open_days)
        empty = support.sessions_without_attendance(self.reach.actor, on + ONE_DAY)
        own = empty.filter(service__provider__in=self.lines(), project__ends_on__gte=open_from)
        for session in own.order_by("held_on", "pk")[:MOST]:
            term = rules.attendance(held_on=session.held_on, clock=clock())
            yield _told("attendance", term, session.project_id, session=session.pk)

    def _ends(self, *, on: date) -> Iterator[dict[str, Any]]:
        ids = {self.reach.partners[line] for line in self.lines()}
        for project in Project.objects.filter(pk__in=ids, ends_on__gte=on):
            term = rules.project_end(ends_on=project.ends_on, clock=clock())
            yield _told("project-end", term, project.pk)


def _told(kind: str, term: rules.Due, project: Any, session: Any = None) -> dict[str, Any]:
    return {"kind": kind, "due_on": term.due_on, "project": project, "session": session}
