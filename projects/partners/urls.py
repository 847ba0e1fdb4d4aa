"""Pages of partners' tokens, for whoever edits the projects that they reach."""

from django.urls import path

from projects.partners import views

app_name = "partners"
urlpatterns = [
    path("", views.tokens, name="list"),
    path("nowy/", views.choose, name="choose"),
    path("nowy/<uuid:partner_id>/", views.make, name="make"),
    path("<uuid:token_id>/", views.token, name="token"),
    path("<uuid:token_id>/zawez/", views.narrow, name="narrow"),
    path("<uuid:token_id>/wstrzymaj/", views.suspend, name="suspend"),
    path("<uuid:token_id>/wznow/", views.resume, name="resume"),
    path("<uuid:token_id>/nowy-klucz/", views.rotate, name="rotate"),
    path("<uuid:token_id>/uniewaznij/", views.revoke, name="revoke"),
    path("<uuid:token_id>/adres/", views.open_portal, name="open-portal"),
    path("<uuid:token_id>/adres/zamknij/", views.close_portal, name="close-portal"),
    path("<uuid:token_id>/osoby/zapros/", views.invite_person, name="invite-person"),
    path("<uuid:token_id>/osoby/<uuid:seat_id>/", views.withdraw_person, name="withdraw-person"),
    path("<uuid:token_id>/zapytania/", views.requests, name="requests"),
    path("<uuid:token_id>/zapytania.csv", views.requests_file, name="requests-file"),
]
