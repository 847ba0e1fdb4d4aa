"""Pages of recruitment. Those under zgloszenie/ are open to whoever wants to apply."""

from django.urls import path

from projects.recruitment.views import candidates, desk, grids, public, ranking, rounds, setup

app_name = "recruitment"
urlpatterns = [
    path("", rounds.rounds, name="list"),
    path("nowa/", rounds.open_recruitment, name="open"),
    path("kandydaci/", rounds.candidates, name="candidates"),
    path("zgloszenie/", public.open_rounds, name="apply-list"),
    path("zgloszenie/<uuid:recruitment_id>/", public.begin, name="apply"),
    path("zgloszenie/<uuid:recruitment_id>/wroc/", public.resume, name="apply-resume"),
    path("zgloszenie/<uuid:recruitment_id>/usun/", public.drop, name="apply-drop"),
    path("zgloszenie/<uuid:recruitment_id>/gotowe/", public.done, name="apply-done"),
    path("zgloszenie/<uuid:recruitment_id>/krok/<slug:step>/", public.step, name="apply-step"),
    path("kandydat/<uuid:candidate_id>/", candidates.candidate, name="candidate"),
    path("kandydat/<uuid:candidate_id>/popraw/", candidates.correct, name="correct-candidate"),
    path("kandydat/<uuid:candidate_id>/pesel/", candidates.reveal_pesel, name="reveal-pesel"),
    path("kandydat/<uuid:candidate_id>/punkty/", desk.score, name="score"),
    path("kandydat/<uuid:candidate_id>/dokumenty/", desk.mark_documents, name="mark-documents"),
    path("kandydat/<uuid:candidate_id>/decyzja/", desk.decide, name="decide"),
    path("kandydat/<uuid:candidate_id>/cofnij/", desk.undo_decision, name="undo-decision"),
    path("kandydat/<uuid:candidate_id>/przyjmij/", desk.promote, name="promote"),
    path("<uuid:recruitment_id>/", rounds.recruitment, name="recruitment"),
    path("<uuid:recruitment_id>/popraw/", rounds.correct, name="correct"),
    path("<uuid:recruitment_id>/dodaj/", candidates.add, name="add"),
    path("<uuid:recruitment_id>/dokumenty/", setup.documents, name="documents"),
    path(
        "<uuid:recruitment_id>/dokumenty/<uuid:required_id>/usun/",
        setup.drop_document,
        name="drop-document",
    ),
    path("<uuid:recruitment_id>/informacja/", setup.notice, name="notice"),
    path("<uuid:recruitment_id>/karta/", grids.grid, name="grid"),
    path("<uuid:recruitment_id>/karta/dodaj/", grids.add_criterion, name="add-criterion"),
    path("<uuid:recruitment_id>/karta/kopiuj/", grids.copy_grid, name="copy-grid"),
    path("<uuid:recruitment_id>/karta/wersja/", grids.prepare_version, name="prepare-version"),
    path("<uuid:recruitment_id>/karta/wprowadz/", grids.put_in_force, name="put-in-force"),
    path(
        "<uuid:recruitment_id>/karta/<uuid:criterion_id>/",
        grids.correct_criterion,
        name="correct-criterion",
    ),
    path(
        "<uuid:recruitment_id>/karta/<uuid:criterion_id>/usun/",
        grids.remove_criterion,
        name="remove-criterion",
    ),
    path("<uuid:recruitment_id>/lista/", ranking.ranking, name="ranking"),
    path("<uuid:recruitment_id>/podziel/", desk.divide_places, name="divide"),
    path("<uuid:recruitment_id>/rezerwa/", desk.take_from_reserve, name="take-from-reserve"),
    path("<uuid:recruitment_id>/usun-dane/", desk.forget, name="forget"),
]
