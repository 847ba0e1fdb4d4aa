"""Pages of the national file."""

from django.urls import path

from projects.sm_efs.views import exports, files, lists, people, project

OF_PROJECT = "projekty/<uuid:project_id>/sm-efs"
FILE = "projekty/sm-efs/plik/<uuid:upload_id>"

app_name = "sm_efs"
urlpatterns = [
    path(f"{OF_PROJECT}/", project.project, name="project"),
    path(f"{OF_PROJECT}/uklad/", project.columns, name="columns"),
    path(f"{OF_PROJECT}/biuro/", project.office, name="office"),
    path(f"{OF_PROJECT}/osoby/", people.people, name="people"),
    path(f"{OF_PROJECT}/osoby/popraw/", people.mend, name="mend"),
    path(f"{OF_PROJECT}/eksport/", exports.export, name="export"),
    path("projekty/sm-efs/eksport/<uuid:export_id>/wycofaj/", exports.withdraw, name="withdraw"),
    path(f"{OF_PROJECT}/pliki/", files.upload, name="upload"),
    path(f"{FILE}/", files.file, name="file"),
    path(f"{FILE}/usun/", files.remove, name="remove"),
    path(f"{FILE}/popraw/", lists.mend, name="mend-list"),
    path(f"{FILE}/pobierz/", lists.take, name="take-list"),
]
