"""Pages on which the metropolis gives bodies its released figures through the API."""

from django.urls import path

from dashboards.serving import views

app_name = "serving"
urlpatterns = [
    path("", views.tokens, name="list"),
    path("nowy/", views.make, name="make"),
    path("<uuid:release_token_id>/", views.token, name="token"),
    path("<uuid:release_token_id>/wstrzymaj/", views.suspend, name="suspend"),
    path("<uuid:release_token_id>/wznow/", views.resume, name="resume"),
    path("<uuid:release_token_id>/nowy-klucz/", views.rotate, name="rotate"),
    path("<uuid:release_token_id>/uniewaznij/", views.revoke, name="revoke"),
    path("<uuid:release_token_id>/adres/", views.open_portal, name="open-portal"),
    path("<uuid:release_token_id>/adres/zamknij/", views.close_portal, name="close-portal"),
    path("<uuid:release_token_id>/zapytania/", views.requests, name="requests"),
]
