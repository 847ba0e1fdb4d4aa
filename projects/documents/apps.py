"""The app of documents and uploaded files."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "projects.documents"
    label = "documents"

    def ready(self) -> None:
        from projects.documents import queries, verbs
        from projects.documents.models import IssuedPaper, StoredFile
        from projects.workbench import history

        history.register(told=verbs.VERBS)
        history.related_finders += [
            lambda ids: IssuedPaper.objects.filter(about__overlap=ids).values_list("pk"),
            lambda ids: queries.batches_of(ids).values_list("batch_id"),
            lambda ids: StoredFile.objects.filter(subject_id__in=ids).values_list("pk"),
        ]
