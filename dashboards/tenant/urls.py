"""Pages of a unit's own figures."""

from django.urls import path

from dashboards.tenant import views

urlpatterns = [
    path("", views.start, name="start"),
    path("wskazniki/<str:code>/", views.indicator, name="indicator"),
    path("projekty/<uuid:project_id>/cele/", views.targets, name="targets"),
]
