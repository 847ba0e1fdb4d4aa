"""Pages on which a coordinator looks after the addresses that are told of changes."""

from django.urls import path

from projects.hooks import views

app_name = "hooks"
urlpatterns = [
    path("", views.subscriptions, name="list"),
    path("tokeny/<uuid:token_id>/nowy-adres/", views.add, name="add"),
    path("<uuid:subscription_id>/", views.one, name="one"),
    path("<uuid:subscription_id>/sekret/", views.show_secret, name="show-secret"),
    path("<uuid:subscription_id>/nowy-sekret/", views.renew_secret, name="renew-secret"),
    path("<uuid:subscription_id>/wstrzymaj/", views.pause, name="pause"),
    path("<uuid:subscription_id>/wlacz/", views.turn_on, name="turn-on"),
    path("<uuid:subscription_id>/zakoncz/", views.end, name="end"),
    path("<uuid:subscription_id>/na-probe/", views.send_test, name="send-test"),
    path("<uuid:subscription_id>/ponow/", views.send_given_up, name="send-given-up"),
    path("zdarzenie/<uuid:event_id>/", views.event, name="event"),
    path("zdarzenie/<uuid:event_id>/ponow/", views.send_again, name="send-again"),
]
