"""Pages of a unit's own indicators, on its host only."""

from django.urls import path

from indicators.local import views

app_name = "local_indicators"
urlpatterns = [
    path("", views.indicators, name="list"),
    path("nowy/", views.define, name="define"),
    path("<uuid:indicator_id>/", views.indicator, name="indicator"),
    path("<uuid:indicator_id>/opis/", views.describe, name="describe"),
    path("<uuid:indicator_id>/nowa-wersja/", views.start, name="start"),
    path("<uuid:indicator_id>/szkic/", views.edit, name="edit"),
    path("<uuid:indicator_id>/szkic/odrzuc/", views.discard, name="discard"),
    path("<uuid:indicator_id>/wycofaj/", views.withdraw, name="withdraw"),
]
