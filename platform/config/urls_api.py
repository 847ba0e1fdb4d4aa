"""Addresses of a unit's API, version 1."""

from django.urls import URLPattern, path, re_path

from indicators.api import figures
from projects.deadlines import api as deadlines
from projects.partners.nowhere import Nowhere
from projects.partners.projects import Projects
from projects.partners.records import Records
from projects.support.api import (
    attendance,
    catalogue,
    documents,
    given,
    outcomes,
    people,
    spreadsheet,
)

app_name = "api"


def records(
    plural: str, one: str, kind: type[Records], *, alone: type[Records] | None = None
) -> list[URLPattern]:
    """The list of a kind, and each of it by its id; `alone` where one can do more than be read."""
    single = alone.as_view() if alone else kind.as_view(http_method_names=("get", "options"))
    return [
        path(f"{plural}/", kind.as_view(), name=plural),
        path(f"{plural}/<uuid:record_id>/", single, name=one),
    ]


urlpatterns: list[URLPattern] = [
    *records("projects", "project", Projects),
    *records("services", "service", catalogue.Services),
    *records("groups", "group", catalogue.Groups),
    *records("sessions", "session", catalogue.Sessions),
    *records("participants", "participant", people.Participants),
    path("participants/<uuid:record_id>/pesel/", people.Pesel.as_view(), name="pesel"),
    *records("attendance", "attendance-one", attendance.AttendanceRecords),
    *records("support", "support-one", given.Support, alone=given.SupportOne),
    *records("qualifications", "qualification", given.Qualifications),
    *records("outcomes", "outcome", outcomes.Outcomes),
    *records("documents", "document", documents.Documents),
    path("csv/", spreadsheet.Spreadsheet.as_view(), name="csv"),
    path("indicators/", figures.Indicators.as_view(), name="indicators"),
    path("indicator-values/", figures.Values.as_view(), name="indicator-values"),
    path("targets/", figures.Targets.as_view(), name="targets"),
    path("deadlines/", deadlines.Deadlines.as_view(), name="deadlines"),
    # Whatever else there is, be there a line end in it.
    re_path("", Nowhere.as_view(), name="nowhere"),
]
