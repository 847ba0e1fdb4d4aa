"""The app in which a unit agrees to public pages of its projects."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "dashboards.consent"
    label = "consent"

    def ready(self) -> None:
        from dashboards.consent import verbs
        from dashboards.consent.models import PageConsent
        from projects.workbench import history

        history.register(told=verbs.VERBS)
        history.related_finders.append(
            lambda ids: PageConsent.objects.filter(project__in=ids).values_list("pk")
        )
