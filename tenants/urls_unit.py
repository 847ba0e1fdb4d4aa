"""What a unit decides about itself, on its own host only."""

from django.urls import path

from tenants import views

app_name = "unit"
urlpatterns = [
    path("", views.matching, name="matching"),
]
