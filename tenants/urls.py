"""Members of one tenant, on its own host."""

from django.urls import path

from tenants import views

app_name = "tenants"
urlpatterns = [
    path("ludzie/", views.members, name="members"),
    path("ludzie/zapros/", views.invite, name="invite"),
    path("ludzie/zaproszenie/<uuid:invitation_id>/cofnij/", views.withdraw, name="withdraw"),
    path("ludzie/<uuid:membership_id>/zakoncz/", views.end_membership, name="end-membership"),
    path("konto/opusc/", views.leave, name="leave"),
    path("zaproszenie/<str:token>/", views.accept, name="accept"),
]
