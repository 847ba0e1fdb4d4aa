"""Pages on which a file becomes people, groups and hours."""

from django.urls import path

from projects.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.imports, name="list"),
    path("nowy/<uuid:project_id>/", views.send, name="send"),
    path("nowy/<uuid:project_id>/wzor/<slug:import_kind>/", views.blank, name="blank"),
    path("do-poprawy/<uuid:project_id>/", views.correct, name="correct"),
    path("<uuid:import_id>/", views.one, name="one"),
    path("<uuid:import_id>/kolumny/", views.columns, name="columns"),
    path("<uuid:import_id>/wiersze/", views.all_rows, name="rows"),
    path("<uuid:import_id>/wiersze/<uuid:row_id>/", views.row, name="row"),
    path("<uuid:import_id>/rozstrzygnij/", views.decide, name="decide"),
    path("<uuid:import_id>/pomin/", views.leave_out, name="leave-out"),
    path("<uuid:import_id>/z-uwagami/", views.marked, name="marked"),
    path("<uuid:import_id>/wprowadz/", views.enter, name="enter"),
    path("<uuid:import_id>/cofnij/", views.take_back, name="take-back"),
    path("<uuid:import_id>/porzuc/", views.drop, name="drop"),
]
