"""Pages of desk."""

from django.urls import path

from projects.desk import views

app_name = "desk"
PERSON = "uczestnicy/<uuid:participation_id>/"
urlpatterns = [
    path("moj-dzien/", views.my_day, name="my-day"),
    path(PERSON, views.person, name="person"),
    path(f"{PERSON}terminy/", views.due, name="due"),
    path(f"{PERSON}wskazniki/", views.counting, name="counting"),
    path(f"{PERSON}dane/", views.records, name="records"),
    path(f"{PERSON}historia/", views.changes, name="changes"),
    path(f"{PERSON}pesel/", views.reveal_pesel, name="reveal-pesel"),
]
