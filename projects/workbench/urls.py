"""Pages of the workbench: views of lists, exports, prepared files, changes in bulk, drafts, keys."""

from django.urls import path

from projects.workbench import views

app_name = "workbench"
urlpatterns = [
    path("widoki/", views.saved_views, name="views"),
    path("widoki/zapisz/", views.save_view, name="save-view"),
    path("widoki/<uuid:view_id>/", views.open_view, name="open-view"),
    path("widoki/<uuid:view_id>/zmien/", views.change_view, name="change-view"),
    path("widoki/<uuid:view_id>/usun/", views.delete_view, name="delete-view"),
    path("widoki/pierwszy/", views.begin_with, name="begin-with"),
    path("kolumny/", views.choose_columns, name="choose-columns"),
    path("eksport/", views.export, name="export"),
    path("pliki/", views.files, name="files"),
    path("pliki/<uuid:prepared_id>/pobierz/", views.take_file, name="take-file"),
    path("pliki/<uuid:prepared_id>/ponow/", views.file_again, name="file-again"),
    path("pliki/<uuid:prepared_id>/porzuc/", views.drop_file, name="drop-file"),
    path("klawisze/", views.keys, name="keys"),
    path("zbiorczo/", views.preview, name="bulk-preview"),
    path("zbiorczo/wykonaj/", views.carry_out, name="bulk"),
    path("zmiany/", views.batches, name="batches"),
    path("zmiany/<uuid:batch_id>/", views.batch, name="batch"),
    path("zmiany/<uuid:batch_id>/cofnij/", views.undo, name="undo"),
    path("szkice/", views.keep_draft, name="keep-draft"),
    path("szkice/odrzuc/", views.discard_draft, name="discard-draft"),
]
