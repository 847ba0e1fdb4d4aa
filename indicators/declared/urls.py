"""Pages of declared values."""

from django.urls import path

from indicators.declared import views

app_name = "declared"
urlpatterns = [
    path("projekty/<uuid:project_id>/zadeklarowane/", views.values, name="list"),
    path("projekty/<uuid:project_id>/zadeklarowane/nowa/", views.declare, name="declare"),
    path("zadeklarowane/<uuid:declared_id>/", views.value, name="value"),
    path("zadeklarowane/<uuid:declared_id>/popraw/", views.correct, name="correct"),
    path("zadeklarowane/<uuid:declared_id>/wycofaj/", views.withdraw, name="withdraw"),
]
