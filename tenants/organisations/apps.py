"""The app of organisations and their people."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "tenants.organisations"
    label = "organisations"

    def ready(self) -> None:
        from accounts import views as accounts
        from tenants.organisations import queries

        accounts.demo_people_finders.append(queries.demo_people)
        accounts.first_pages.append(queries.first_page)
