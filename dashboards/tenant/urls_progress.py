"""Pages of one project's figures: promises, support, settlement."""

from django.urls import path

from dashboards.tenant import views_files
from dashboards.tenant import views_progress as views

app_name = "progress"
FILES = "projekty/<uuid:project_id>/postep/dane/<slug:table>"
urlpatterns = [
    path("projekty/<uuid:project_id>/postep/", views.promises, name="promises"),
    path("projekty/<uuid:project_id>/postep/wsparcie/", views.support, name="support"),
    path("projekty/<uuid:project_id>/postep/rozliczenie/", views.settlement, name="settlement"),
    path("projekty/<uuid:project_id>/postep/braki/<slug:gap>/", views.missing, name="missing"),
    path(f"{FILES}.csv", views_files.table_file, {"ending": "csv"}, name="csv"),
    path(f"{FILES}.xlsx", views_files.table_file, {"ending": "xlsx"}, name="xlsx"),
]
