"""Pages on which a file becomes people, groups and hours."""

from django.urls import path

from projects.exchange.views import earlier, files, words

app_name = "exchange"
urlpatterns = [
    path("", files.imports, name="list"),
    path("nowy/<uuid:project_id>/", files.send, name="send"),
    path("nowy/<uuid:project_id>/wzor/<slug:import_kind>/", files.blank, name="blank"),
    path("nowy/<uuid:project_id>/calosc/", earlier.send, name="send-earlier"),
    path("calosc/<uuid:earlier_id>/", earlier.one, name="earlier"),
    path("calosc/<uuid:earlier_id>/porzuc/", earlier.drop, name="drop-earlier"),
    path("do-poprawy/<uuid:project_id>/", files.correct, name="correct"),
    path("<uuid:import_id>/", files.one, name="one"),
    path("<uuid:import_id>/kolumny/", files.columns, name="columns"),
    path("<uuid:import_id>/wiersze/", files.all_rows, name="rows"),
    path("<uuid:import_id>/wiersze/<uuid:row_id>/", files.row, name="row"),
    path("<uuid:import_id>/slowa/", words.explain, name="words"),
    path("<uuid:import_id>/rozstrzygnij/", files.decide, name="decide"),
    path("<uuid:import_id>/kto-to/", files.say_who, name="say-who"),
    path("<uuid:import_id>/pomin/", files.leave_out, name="leave-out"),
    path("<uuid:import_id>/z-uwagami/", files.marked, name="marked"),
    path("<uuid:import_id>/wprowadz/", files.enter, name="enter"),
    path("<uuid:import_id>/cofnij/", files.take_back, name="take-back"),
    path("<uuid:import_id>/przejmij/", files.take_over, name="take-over"),
    path("<uuid:import_id>/porzuc/", files.drop, name="drop"),
]
