"""Pages of deadlines."""

from django.urls import path

from projects.deadlines import views

app_name = "deadlines"
urlpatterns = [
    path("", views.deadlines, name="list"),
    path("zalatw/", views.settle, name="settle"),
    path("zalatwione/", views.done, name="done"),
    path("zalatwione/<uuid:settled_id>/cofnij/", views.reopen, name="reopen"),
    path("prosby-programu/", views.asked, name="asked"),
    path("ustawienia/", views.settings, name="settings"),
    path("ustawienia/list/", views.digest, name="digest"),
    path("ustawienia/kalendarz/", views.open_feed, name="open-feed"),
    path("ustawienia/kalendarz/zamknij/", views.close_feed, name="close-feed"),
    path("<str:feed_token>.ics", views.feed, name="feed"),
]
