"""Pages of the metropolis."""

from django.urls import path

from dashboards.metropolis import views

app_name = "metropolis"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("jednostki/", views.units, name="units"),
    path("jednostki/<str:code>/", views.unit, name="unit"),
    path("projekty/<uuid:project_id>/", views.project, name="project"),
    path("wskazniki/", views.indicators, name="indicators"),
    path("wskazniki/<str:code>/", views.indicator, name="indicator"),
    path("dane/<str:table>.csv", views.table_csv, name="csv"),
]
