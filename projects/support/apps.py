"""The app of the basket of support."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupportConfig(AppConfig):
    name = "projects.support"
    label = "support"

    def ready(self) -> None:
        from core.permissions import Permission
        from projects.participants import filing, tabs
        from projects.support import papers, queries, telling, verbs
        from projects.workbench import history

        history.register(told=verbs.VERBS)
        telling.register()
        papers.register()
        filing.shelves += [queries.support_on_file, queries.projects_beside]
        filing.worked_out[queries.BESIDE] = queries.same_support_on_file
        tabs.register(
            tabs.Tab("money", _("Money"), "support:money", 5, permission=Permission.SEE_MONEY)
        )
