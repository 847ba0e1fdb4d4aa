"""Pages of projects, of drafts of projects, and of revitalisation areas."""

from django.urls import path

from projects.agreements import views

app_name = "agreements"
urlpatterns = [
    path("", views.projects, name="list"),
    path("nowy/", views.enter, name="enter"),
    path("nowy/<uuid:draft_id>/sprawdz/", views.check_draft, name="check-draft"),
    path("nowy/<uuid:draft_id>/odrzuc/", views.discard_draft, name="discard-draft"),
    path("nowy/<uuid:draft_id>/<slug:wizard_step>/", views.draft_step, name="draft-step"),
    path("obszary/", views.areas, name="areas"),
    path("obszary/nowy/", views.enter_area, name="enter-area"),
    path("obszary/<uuid:area_id>/", views.area, name="area"),
    path("obszary/<uuid:area_id>/popraw/", views.correct_area, name="correct-area"),
    path("partnerzy/<uuid:partner_id>/", views.correct_partner, name="correct-partner"),
    path("partnerzy/<uuid:partner_id>/usun/", views.remove_partner, name="remove-partner"),
    path(
        "aneksy/<uuid:amendment_id>/wycofaj/", views.withdraw_amendment, name="withdraw-amendment"
    ),
    path("<uuid:project_id>/", views.project, name="project"),
    path("<uuid:project_id>/historia/", views.history, name="history"),
    path("<uuid:project_id>/popraw/", views.correct, name="correct"),
    path("<uuid:project_id>/aneks/", views.amend, name="amend"),
    path("<uuid:project_id>/dla-kogo/", views.target_group, name="target-group"),
    path("<uuid:project_id>/zadania/", views.tasks, name="tasks"),
    path("<uuid:project_id>/nowy-partner/", views.add_partner, name="add-partner"),
]
