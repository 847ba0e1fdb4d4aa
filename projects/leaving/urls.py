"""Pages on which everything of the unit is taken out."""

from django.urls import path

from projects.leaving import views

app_name = "leaving"
urlpatterns = [
    path("", views.page, name="page"),
    path("popros/", views.ask, name="ask"),
    path("<uuid:archive_id>/zgoda/", views.agree, name="agree"),
    path("<uuid:archive_id>/odmowa/", views.drop, name="drop"),
    path("<uuid:archive_id>/archiwum/", views.prepare, name="prepare"),
]
