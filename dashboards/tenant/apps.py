"""The app of a unit's own dashboards; tells the pages below it what counts to what."""

from django.apps import AppConfig


class TenantDashboardsConfig(AppConfig):
    name = "dashboards.tenant"
    label = "tenant_dashboards"

    def ready(self) -> None:
        from dashboards.tenant import queries
        from projects.agreements import queries as agreements
        from projects.participants import queries as participants

        agreements.figures_finders[:] = [queries.figures_of]
        participants.counting_finders[:] = [queries.counting_of]
