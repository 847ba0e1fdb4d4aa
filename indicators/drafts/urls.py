"""Pages of versions and their drafts, on the metropolis's host only."""

from django.urls import path

from indicators.drafts import views

app_name = "definition_drafts"
urlpatterns = [
    path("<str:code>/wersje/", views.versions, name="versions"),
    path("<str:code>/nowa-wersja/", views.start, name="start"),
    path("<str:code>/szkic/", views.edit, name="edit"),
    path("<str:code>/szkic/podglad/", views.preview, name="preview"),
    path("<str:code>/szkic/liczba/", views.count, name="count"),
    path("<str:code>/szkic/opublikuj/", views.publish, name="publish"),
    path("<str:code>/szkic/odrzuc/", views.discard, name="discard"),
]
