"""Pages of the reports of projects, on each unit's own host."""

from django.urls import path

from dashboards.project_reports import views

app_name = "project_reports"
urlpatterns = [
    path("", views.reports, name="list"),
    path("nowe/", views.order, name="order"),
    path("<uuid:report_id>/", views.report, name="report"),
    path("<uuid:report_id>/pobierz.<str:ending>", views.report_file, name="file"),
]
