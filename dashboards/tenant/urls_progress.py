"""Pages of one project's figures: promises, support, settlement."""

from django.urls import path

from dashboards.tenant import views_progress as views

app_name = "progress"
urlpatterns = [
    path("projekty/<uuid:project_id>/postep/", views.promises, name="promises"),
    path("projekty/<uuid:project_id>/postep/wsparcie/", views.support, name="support"),
    path("projekty/<uuid:project_id>/postep/rozliczenie/", views.settlement, name="settlement"),
    path("projekty/<uuid:project_id>/postep/braki/<slug:gap>/", views.missing, name="missing"),
]
