"""Pages of projects."""

from django.urls import path

from projects.agreements import views

app_name = "agreements"
urlpatterns = [
    path("", views.projects, name="list"),
    path("nowy/", views.enter, name="enter"),
    path("<uuid:project_id>/", views.project, name="project"),
    path("<uuid:project_id>/popraw/", views.correct, name="correct"),
]
