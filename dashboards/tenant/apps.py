"""The app of a unit's own dashboards."""

from django.apps import AppConfig


class TenantDashboardsConfig(AppConfig):
    name = "dashboards.tenant"
    label = "tenant_dashboards"
