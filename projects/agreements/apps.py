"""The app of projects and their agreements."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "projects.agreements"
    label = "agreements"

    def ready(self) -> None:
        from projects.agreements import verbs
        from projects.agreements.models import ProjectPartner
        from projects.workbench import history

        history.register(told=verbs.VERBS, fields=verbs.FIELDS)
        history.related_finders.append(
            lambda ids: ProjectPartner.objects.filter(project__in=ids).values_list("pk")
        )
