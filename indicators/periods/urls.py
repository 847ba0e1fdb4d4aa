"""Pages of settlement periods."""

from django.urls import path

from indicators.periods import views

app_name = "periods"
urlpatterns = [
    path("projekty/<uuid:project_id>/okresy/", views.periods, name="list"),
    path("projekty/<uuid:project_id>/okresy/nowy/", views.enter, name="enter"),
    path("projekty/<uuid:project_id>/okresy/zaproponuj/", views.propose, name="propose"),
    path("projekty/<uuid:project_id>/okresy/wyslane/", views.sent, name="sent"),
    path("okresy/<uuid:period_id>/", views.period, name="period"),
    path("okresy/<uuid:period_id>/popraw/", views.correct, name="correct"),
    path("okresy/<uuid:period_id>/usun/", views.remove, name="remove"),
    path("okresy/<uuid:period_id>/zamknij/", views.close, name="close"),
    path("okresy/<uuid:period_id>/otworz/", views.reopen, name="reopen"),
    path("okresy/<uuid:period_id>/historia/", views.history, name="history"),
    path("okresy/prosby/<uuid:reopening_id>/zgoda/", views.confirm, name="confirm"),
    path("okresy/prosby/<uuid:reopening_id>/odmowa/", views.drop, name="drop"),
    path("okresy/raporty/<uuid:closing_id>/", views.report, name="report"),
    path("okresy/raporty/<uuid:closing_id>/roznice/", views.differences, name="differences"),
    path("okresy/raporty/<uuid:closing_id>/suma/", views.checksum, name="checksum"),
    path("okresy/raporty/<uuid:closing_id>/kto/<str:code>/", views.who, name="contributors"),
]
