"""Pages of participants."""

from django.urls import path

from projects.participants import views

app_name = "participants"
urlpatterns = [
    path("", views.participants, name="list"),
    path("dodaj/", views.choose_project, name="choose-project"),
    path("dodaj/<uuid:project_id>/", views.enter, name="enter"),
    path("<uuid:participation_id>/", views.participation, name="participation"),
    path("<uuid:participation_id>/popraw/", views.correct_person, name="correct-person"),
    path("<uuid:participation_id>/start/", views.correct_start, name="correct-start"),
    path("<uuid:participation_id>/zakoncz/", views.leave, name="leave"),
    path("<uuid:participation_id>/wynik/", views.record_outcome, name="record-outcome"),
    path("<uuid:participation_id>/wroc/", views.return_to_project, name="return"),
    path("<uuid:participation_id>/pesel/", views.reveal_pesel, name="reveal-pesel"),
    path("<uuid:participation_id>/zapisz/", views.enrol, name="enrol"),
    path("<uuid:participation_id>/braki/", views.checks, name="checks"),
    path("<uuid:participation_id>/opieka/", views.staff, name="staff"),
    path("<uuid:participation_id>/przeslanki/", views.premises, name="premises"),
    path(
        "<uuid:participation_id>/przeslanki/<uuid:premise_id>/",
        views.end_premise,
        name="end-premise",
    ),
    path(
        "<uuid:participation_id>/przeslanki/<uuid:premise_id>/usun/",
        views.remove_premise,
        name="remove-premise",
    ),
]
