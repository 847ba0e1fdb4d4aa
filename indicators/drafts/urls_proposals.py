"""Pages of indicators that are proposed, on the metropolis's host only."""

from django.urls import path

from indicators.drafts import views_proposals as views

app_name = "definition_proposals"
urlpatterns = [
    path("", views.propose, name="propose"),
    path("<uuid:proposal_id>/", views.edit, name="edit"),
    path("<uuid:proposal_id>/liczba/", views.count, name="count"),
    path("<uuid:proposal_id>/opublikuj/", views.publish, name="publish"),
    path("<uuid:proposal_id>/odrzuc/", views.discard, name="discard"),
]
