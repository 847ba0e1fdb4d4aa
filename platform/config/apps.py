"""The app of the site itself: its commands, and the queue that every process sends to."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import celery

        celery.app.set_default()
