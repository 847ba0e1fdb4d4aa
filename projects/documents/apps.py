"""The app of documents and uploaded files."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "projects.documents"
    label = "documents"

    def ready(self) -> None:
        from projects.documents import verbs
        from projects.workbench import history

        history.register(told=verbs.VERBS)
