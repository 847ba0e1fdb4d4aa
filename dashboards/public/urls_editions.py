"""Pages on which the metropolis decides what the public reads."""

from django.urls import path

from dashboards.public import views_editions as views
from dashboards.public import views_preview as preview
from dashboards.public import views_published as published

app_name = "editions"
urlpatterns = [
    path("", views.editions, name="list"),
    path("<uuid:edition_id>/wycofaj/", views.withdraw, name="withdraw"),
    path("podglad/", preview.preview, name="preview"),
    path("podglad/<uuid:candidate_id>/zatwierdz/", preview.approve, name="approve"),
    path("podglad/<str:language>/program/", preview.programme, name="preview-programme"),
    path("podglad/<str:language>/powiaty-i-miasta/<slug:slug>/", preview.unit, name="preview-unit"),
    path(
        "podglad/<str:language>/projekty/<uuid:public_project_id>/",
        preview.project,
        name="preview-project",
    ),
    path("ogloszone/", published.figures, name="published"),
    path("ogloszone/nowa/", published.enter, name="enter-published"),
    path("ogloszone/<uuid:figure_id>/wycofaj/", published.withdraw, name="withdraw-published"),
]
