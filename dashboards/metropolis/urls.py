"""Pages of the metropolis."""

from django.urls import path

from dashboards.metropolis import views, views_figures, views_targets

app_name = "metropolis"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("droga/", views_figures.path, name="path"),
    path("koszyk/", views_figures.basket, name="basket"),
    path("podzial/", views_figures.breakdown, name="breakdown"),
    path("porownanie/", views_figures.comparison, name="comparison"),
    path("powiaty-i-miasta/", views.units, name="units"),
    path("powiaty-i-miasta/<str:code>/", views.unit, name="unit"),
    path("projekty/<uuid:project_id>/", views.project, name="project"),
    path("wskazniki/", views.indicators, name="indicators"),
    path("wskazniki/<str:code>/", views.indicator, name="indicator"),
    path("cele/", views_targets.targets, name="targets"),
    path("cele/ustal/", views_targets.set_targets, name="set-targets"),
    path("cele/okresy/nowy/", views_targets.enter_plan, name="enter-plan"),
    path("cele/okresy/<uuid:programme_plan_id>/", views_targets.plan, name="plan"),
    path(
        "cele/okresy/<uuid:programme_plan_id>/wycofaj/",
        views_targets.withdraw_plan,
        name="withdraw-plan",
    ),
    path("dane/<str:table>.csv", views.table_file, {"ending": "csv"}, name="csv"),
    path("dane/<str:table>.xlsx", views.table_file, {"ending": "xlsx"}, name="xlsx"),
]
