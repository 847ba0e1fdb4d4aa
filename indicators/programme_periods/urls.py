"""Pages of the programme's periods, on the metropolis's host only."""

from django.urls import path

from indicators.programme_periods import views

app_name = "programme_periods"
urlpatterns = [
    path("", views.periods, name="list"),
    path("nowy/", views.name, name="name"),
    path("<uuid:programme_period_id>/", views.period, name="period"),
    path("<uuid:programme_period_id>/wyjatek/", views.except_unit, name="except"),
    path("wyjatki/<uuid:exception_id>/zakoncz/", views.end, name="end"),
]
