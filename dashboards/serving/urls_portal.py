"""Pages behind the link of a token of released figures. Nobody signs in; the link alone opens them."""

from django.urls import path

from dashboards.serving import views_portal as views

# By the same names as a unit's: what is drawn there is drawn here.
app_name = "portal"
urlpatterns = [
    path("<str:portal_link>/", views.start, name="start"),
    path("<str:portal_link>/zapytania/", views.requests, name="requests"),
    path("<str:portal_link>/przewodnik/", views.guide, name="guide"),
    path("<str:portal_link>/zmiany/", views.changes, name="changes"),
    path("<str:portal_link>/openapi.json", views.description, name="description"),
]
