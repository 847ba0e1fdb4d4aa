"""Addresses of the map, on the metropolis's host."""

from django.urls import path

from dashboards.maps import views

app_name = "maps"
urlpatterns = [
    path("", views.map_page, name="map"),
    path("tabela.csv", views.table_file, {"ending": "csv"}, name="csv"),
    path("tabela.xlsx", views.table_file, {"ending": "xlsx"}, name="xlsx"),
]
