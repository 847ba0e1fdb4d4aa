"""The app of retention."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "projects.retention"
    label = "retention"

    def ready(self) -> None:
        from projects.deadlines.queries import of_projects
        from projects.retention import asking, verbs
        from projects.retention.models import Removal
        from projects.workbench import history

        history.register(told=verbs.VERBS)
        of_projects.requests_kept.append(asking.REMOVALS)
        history.related_finders.append(
            lambda ids: Removal.objects.filter(project__in=ids).values_list("pk")
        )
