"""Pages of retention."""

from django.urls import path

from projects.retention import views

app_name = "retention"
urlpatterns = [
    path("projekty/<uuid:project_id>/retencja/", views.project, name="project"),
    path("projekty/<uuid:project_id>/retencja/popros/", views.ask, name="ask"),
    path("retencja/<uuid:removal_id>/usun/", views.remove, name="remove"),
    path("retencja/<uuid:removal_id>/odmowa/", views.drop, name="drop"),
]
