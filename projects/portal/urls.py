"""Pages behind a token's own link. Nobody signs in; the link is the only thing that opens them."""

from django.urls import path

from projects.portal import views

app_name = "portal"
urlpatterns = [
    path("<str:portal_link>/", views.start, name="start"),
    path("<str:portal_link>/zapytania/", views.requests, name="requests"),
    path("<str:portal_link>/przewodnik/", views.guide, name="guide"),
    path("<str:portal_link>/wyprobuj/", views.try_out, name="try-out"),
    path("<str:portal_link>/zmiany/", views.changes, name="changes"),
    path("<str:portal_link>/openapi.json", views.description, name="description"),
]
