"""The app of the public pages; what a unit agrees to is told with its cards."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "dashboards.public"
    label = "public_pages"

    def ready(self) -> None:
        from dashboards.public import delivering
        from indicators.facts import telling

        telling.tellers.append(delivering.OPEN_PAGES)
