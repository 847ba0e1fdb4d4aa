"""The page of an organisation's people, on the metropolis's host alone."""

from django.urls import path

from projects.portal import views_organisation as views

app_name = "organisation"
urlpatterns = [
    path("", views.start, name="start"),
    path("zapros/", views.invite, name="invite"),
    path("osoby/<uuid:seat_id>/wstrzymaj/", views.suspend, name="suspend"),
    path("osoby/<uuid:seat_id>/wznow/", views.resume, name="resume"),
    path("zaproszenie/<str:token>/", views.accept, name="accept"),
    path("<uuid:seat_id>/<uuid:token_id>/", views.enter, name="enter"),
]
