"""Addresses of a unit's API, version 1."""

from django.urls import path, re_path

from projects.partners.nowhere import Nowhere
from projects.support.api import attendance, catalogue, given, outcomes, people

app_name = "api"
READING = {"http_method_names": ("get", "options")}

urlpatterns = [
    path("services/", catalogue.Services.as_view(), name="services"),
    path("services/<uuid:record_id>/", catalogue.Services.as_view(**READING), name="service"),
    path("groups/", catalogue.Groups.as_view(), name="groups"),
    path("groups/<uuid:record_id>/", catalogue.Groups.as_view(**READING), name="group"),
    path("sessions/", catalogue.Sessions.as_view(), name="sessions"),
    path("sessions/<uuid:record_id>/", catalogue.Sessions.as_view(**READING), name="session"),
    path("participants/", people.Participants.as_view(), name="participants"),
    path(
        "participants/<uuid:record_id>/",
        people.Participants.as_view(**READING),
        name="participant",
    ),
    path("participants/<uuid:record_id>/pesel/", people.Pesel.as_view(), name="pesel"),
    path("attendance/", attendance.AttendanceRecords.as_view(), name="attendance"),
    path(
        "attendance/<uuid:record_id>/",
        attendance.AttendanceRecords.as_view(**READING),
        name="attendance-one",
    ),
    path("support/", given.Support.as_view(), name="support"),
    path("support/<uuid:record_id>/", given.SupportOne.as_view(), name="support-one"),
    path("qualifications/", given.Qualifications.as_view(), name="qualifications"),
    path(
        "qualifications/<uuid:record_id>/",
        given.Qualifications.as_view(**READING),
        name="qualification",
    ),
    path("outcomes/", outcomes.Outcomes.as_view(), name="outcomes"),
    path("outcomes/<uuid:record_id>/", outcomes.Outcomes.as_view(**READING), name="outcome"),
    re_path(r"^.*$", Nowhere.as_view(), name="nowhere"),
]
