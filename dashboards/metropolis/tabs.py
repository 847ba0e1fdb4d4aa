"""The pages of the dashboard beside each other; going from one to another keeps the filters."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.metropolis.queries import Scope
from dashboards.metropolis.scope import query
from ui import parts


def tabs(scope: Scope, current: str) -> list[parts.Link]:
    pages = [
        ("dashboard", _("Overview")),
        ("path", _("Path of participants")),
        ("basket", _("Basket of support")),
        ("breakdown", _("Breakdowns")),
        ("comparison", _("Comparison")),
    ]
    return [
        parts.Link(
            label, reverse(f"metropolis:{name}") + query(scope).rstrip("?"), current=name == current
        )
        for name, label in pages
    ]
