"""The app of tenants; tells the sign-in page who the demonstration's people are."""

from django.apps import AppConfig


class TenantsConfig(AppConfig):
    name = "tenants"

    def ready(self) -> None:
        from accounts import views
        from tenants import queries

        views.demo_people_finders.append(queries.demo_people)
