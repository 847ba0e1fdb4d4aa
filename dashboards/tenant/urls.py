"""Pages of a unit's own figures."""

from django.urls import include, path

from dashboards.tenant import views, views_targets, views_why

urlpatterns = [
    path("", views.start, name="start"),
    path("od-miesiaca/", views.changed, name="changed"),
    path("wskazniki/", views_why.indicators, name="indicators"),
    path("wskazniki/<str:code>/", views_why.indicator, name="indicator"),
    path("projekty/<uuid:project_id>/cele/", views_targets.targets, name="targets"),
    path("", include("dashboards.tenant.urls_targets")),
    path("", include("dashboards.tenant.urls_progress")),
]
