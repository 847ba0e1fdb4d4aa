"""Pages of the watch, on the metropolis's host only."""

from django.urls import path

from dashboards.watching import views

app_name = "watching"
urlpatterns = [
    path("ostrzezenia/", views.warnings, name="warnings"),
    path("ostrzezenia/<uuid:warning_id>/popros/", views.ask, name="ask"),
    path("prosby/", views.requests, name="requests"),
    path("prosby/jednostka/", views.unit, name="unit"),
    path("prosby/<uuid:request_id>/wycofaj/", views.withdraw, name="withdraw-request"),
    path("kalendarz/", views.calendar, name="calendar"),
    path("kalendarz/adres/", views.calendar_address, name="calendar-address"),
    path("kalendarz/adres/nowy/", views.open_feed, name="open-feed"),
    path("kalendarz/adres/zamknij/", views.close_feed, name="close-feed"),
    path("kalendarz/<str:feed_token>.ics", views.feed, name="feed"),
    path("widoki/", views.saved_views, name="views"),
    path("widoki/nowy/", views.save_view, name="save-view"),
    path("widoki/pierwszy/", views.begin_with, name="begin-with"),
    path("widoki/list/", views.letter, name="letter"),
    path("widoki/<uuid:view_id>/", views.open_view, name="open-view"),
    path("widoki/<uuid:view_id>/zmien/", views.change_view, name="change-view"),
    path("widoki/<uuid:view_id>/usun/", views.delete_view, name="delete-view"),
    path("widoki/<uuid:view_id>/przywroc/", views.restore_view, name="restore-view"),
    path("prezentacja/", views.presentation, name="presentation"),
]
