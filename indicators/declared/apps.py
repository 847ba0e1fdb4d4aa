"""The app of declared values."""

from django.apps import AppConfig


class DeclaredConfig(AppConfig):
    name = "indicators.declared"
    label = "declared"

    def ready(self) -> None:
        from indicators.declared import verbs
        from indicators.declared.models import Declared
        from projects.workbench import history

        history.register(told=verbs.VERBS)
        history.related_finders.append(
            lambda ids: Declared.objects.filter(project__in=ids).values_list("pk")
        )
