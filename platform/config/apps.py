"""The app of the site itself: its commands, and the queue that every process sends to."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import catalogue, celery

        celery.app.set_default()
        # The compiled catalogue is made where it is used: a checkout holds sources only.
        if catalogue.is_stale():
            catalogue.compile_catalogue()
