"""The app that watches over the programme."""

from django.apps import AppConfig


class WatchingConfig(AppConfig):
    name = "dashboards.watching"
    label = "watching"

    def ready(self) -> None:
        from accounts import views as accounts
        from dashboards.watching import queries, verbs
        from projects.workbench import history

        history.register(told=verbs.VERBS)
        accounts.first_pages.append(queries.first_page)
