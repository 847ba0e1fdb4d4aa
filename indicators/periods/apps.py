"""The app of settlement periods."""

from django.apps import AppConfig


class PeriodsConfig(AppConfig):
    name = "indicators.periods"
    label = "periods"

    def ready(self) -> None:
        from indicators.periods import asking, claims, forgetting, telling, verbs
        from projects.deadlines.queries import of_projects
        from projects.participants import reported
        from projects.retention import removing
        from projects.workbench import history

        history.register(told=verbs.VERBS)
        of_projects.claims_readers[:] = [claims]
        of_projects.requests_kept.append(asking.REOPENINGS)
        reported.watchers[:] = [telling.WATCHER]
        removing.forgetters.append(forgetting.forget)
