"""Pages of documents."""

from django.urls import path

from projects.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.register, name="register"),
    path("wystaw/", views.issue, name="issue"),
    path("wystaw-wiele/", views.batch, name="batch"),
    path("partia/<uuid:batch_id>.pdf", views.batch_as_pdf, name="batch-pdf"),
    path("partia/<uuid:batch_id>.zip", views.batch_as_archive, name="batch-zip"),
    path("o/<str:subject_kind>/<uuid:subject_id>/", views.of, name="of"),
    path("plik/<uuid:file_id>/pobierz", views.file, name="file"),
    path("plik/<uuid:file_id>/usun/", views.remove_file, name="remove-file"),
    path("wzory/", views.templates, name="templates"),
    path("wzory/<slug:kind_code>/", views.template, name="template"),
    path("wzory/<slug:kind_code>/podglad.pdf", views.preview, name="preview"),
    path("wzory/<slug:kind_code>/standard/", views.return_to_standard, name="standard"),
    path("znaki/", views.logos, name="logos"),
    path("znaki/<uuid:strip_id>.obraz", views.strip_picture, name="strip"),
    path("<uuid:paper_id>.pdf", views.paper, name="paper"),
    path("<uuid:paper_id>/", views.about_paper, name="about-paper"),
    path("<uuid:paper_id>/ponownie/", views.reissue, name="reissue"),
    path("<uuid:paper_id>/uniewaznij/", views.void, name="void"),
]
