"""Pages on which a unit agrees to what the public sees."""

from django.urls import path

from dashboards.consent import views

app_name = "consent"
urlpatterns = [
    path("projekty/<uuid:project_id>/strona-publiczna/", views.page, name="page"),
    path("projekty/<uuid:project_id>/strona-publiczna/zgoda/", views.agree, name="agree"),
    path("projekty/<uuid:project_id>/strona-publiczna/cofnij/", views.take_back, name="take-back"),
]
