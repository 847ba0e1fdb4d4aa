"""Pages of the watch, on the metropolis's host only."""

from django.urls import path

from dashboards.watching import views

app_name = "watching"
urlpatterns = [
    path("ostrzezenia/", views.warnings, name="warnings"),
]
