"""The app of pages that compose several subjects."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "projects.desk"
    label = "desk"

    def ready(self) -> None:
        from projects.participants.tabs import Tab, register

        of_person = ("participants.participation",)
        register(
            Tab("story", _("Overview"), "desk:person", 1),
            Tab("records", _("Personal data and state"), "desk:records", 2),
            Tab("path", _("Path"), "participants:path", 3),
            Tab("basket", _("Basket and attendance"), "support:basket", 4),
            Tab("papers", _("Documents"), "documents:of", 6, arguments=of_person),
            Tab("changes", _("History"), "desk:changes", 7),
        )
