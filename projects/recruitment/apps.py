"""The app of recruitment."""

from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    name = "projects.recruitment"
    label = "recruitment"

    def ready(self) -> None:
        from projects.recruitment import list_page, papers, verbs
        from projects.recruitment.models import Candidate
        from projects.workbench import history, lists

        lists.register(list_page.CANDIDATES)
        history.register(told=verbs.VERBS, fields=verbs.FIELDS)
        history.related_finders.append(
            lambda ids: Candidate.objects.filter(participation__in=ids).values_list("pk")
        )
        papers.register()
