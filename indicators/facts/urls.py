"""What the platform operator sees of the facts, on the metropolis's host only."""

from django.urls import path

from indicators.facts import views

app_name = "facts"
urlpatterns = [
    path("", views.reconciliations, name="reconciliations"),
]
