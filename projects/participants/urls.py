"""Pages of participants."""

from django.urls import path

from projects.participants import views
from projects.participants.vocabulary_path import Moment

app_name = "participants"
urlpatterns = [
    path("", views.participants, name="list"),
    path("dodaj/", views.choose_project, name="choose-project"),
    path("dodaj/<uuid:project_id>/", views.enter, name="enter"),
    path("podobne/", views.duplicates, name="duplicates"),
    path("podobne/decyzja/", views.decide, name="decide"),
    path("podobne/<uuid:link_id>/cofnij/", views.take_back, name="take-back"),
    path("uniewaznione/", views.voided, name="voided"),
    path("uniewaznione/<uuid:voided_id>/", views.voided_record, name="voided-record"),
    path("uniewaznione/<uuid:voided_id>/przywroc/", views.restore, name="restore"),
    path("<uuid:participation_id>/popraw/", views.correct_person, name="correct-person"),
    path("<uuid:participation_id>/start/", views.correct_start, name="correct-start"),
    path("<uuid:participation_id>/zakoncz/", views.leave, name="leave"),
    path("<uuid:participation_id>/wynik/", views.record_outcome, name="record-outcome"),
    path("<uuid:participation_id>/wroc/", views.return_to_project, name="return"),
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
    path("<uuid:participation_id>/uniewaznij/", views.void, name="void"),
    path("<uuid:participation_id>/sciezka/", views.path, name="path"),
    path("<uuid:participation_id>/diagnoza/", views.diagnosis, name="diagnosis"),
    path(
        "<uuid:participation_id>/diagnoza/<uuid:diagnosis_id>/",
        views.diagnosis,
        name="correct-diagnosis",
    ),
    path(
        "<uuid:participation_id>/postep-wejscie/",
        views.survey,
        {"moment": Moment.ENTRY},
        name="survey-entry",
    ),
    path(
        "<uuid:participation_id>/postep-wyjscie/",
        views.survey,
        {"moment": Moment.EXIT},
        name="survey-exit",
    ),
    path("<uuid:participation_id>/plan/", views.plan, name="plan"),
    path("<uuid:participation_id>/plan/<uuid:plan_id>/", views.sign_plan, name="sign-plan"),
    path("<uuid:participation_id>/ipd/", views.action_plan, name="action-plan"),
    path(
        "<uuid:participation_id>/ipd/<uuid:action_plan_id>/",
        views.action_plan,
        name="correct-action-plan",
    ),
    path("<uuid:participation_id>/kontrakt/", views.contract, name="contract"),
    path(
        "<uuid:participation_id>/kontrakt/<uuid:contract_id>/",
        views.contract,
        name="correct-contract",
    ),
    path("<uuid:participation_id>/przerwa/", views.pause, name="pause"),
    path("<uuid:participation_id>/przerwa/<uuid:pause_id>/", views.pause, name="correct-pause"),
    path("<uuid:participation_id>/otoczenie/", views.surroundings, name="surroundings"),
    path(
        "<uuid:participation_id>/otoczenie/<uuid:surrounding_id>/",
        views.correct_surrounding,
        name="correct-surrounding",
    ),
    path(
        "<uuid:participation_id>/otoczenie/<uuid:surrounding_id>/skresl/",
        views.strike_surrounding,
        name="strike-surrounding",
    ),
    path(
        "<uuid:participation_id>/otoczenie/<uuid:surrounding_id>/uczestnik/",
        views.promote,
        name="promote",
    ),
]
