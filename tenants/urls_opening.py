"""Opening of tenants, on the metropolis's host only."""

from django.urls import path

from tenants import views_opening as views

app_name = "opening"
urlpatterns = [
    path("", views.tenants, name="list"),
    path("otworz/", views.open_tenant, name="open"),
    path("<uuid:tenant_id>/administrator/", views.invite_administrator, name="administrator"),
    path("otwieranie/<uuid:job_id>/", views.opening, name="progress"),
]
