"""Pages of the unit's targets and of the plans of periods."""

from django.urls import path

from dashboards.tenant import views_targets as views

app_name = "targets"
urlpatterns = [
    path("cele/", views.unit, name="unit"),
    path("cele/ustal/", views.set_unit, name="set-unit"),
    path("cele/historia/", views.history, name="unit-history"),
    path("cele/okresy/nowy/", views.enter_plan, name="enter-unit-plan"),
    path("cele/okresy/<uuid:period_id>/", views.plan, name="plan"),
    path("cele/okresy/<uuid:period_id>/wycofaj/", views.withdraw_plan, name="withdraw-plan"),
    path("projekty/<uuid:project_id>/cele/historia/", views.history, name="history"),
    path("projekty/<uuid:project_id>/cele/okresy/nowy/", views.enter_plan, name="enter-plan"),
]
