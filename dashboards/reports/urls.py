"""Pages of the metropolis's reports, on its host only."""

from django.urls import path

from dashboards.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.reports, name="list"),
    path("nowe/", views.order, name="order"),
    path("<uuid:report_id>/", views.report, name="report"),
    path("<uuid:report_id>/pobierz.<str:ending>", views.report_file, name="file"),
]
