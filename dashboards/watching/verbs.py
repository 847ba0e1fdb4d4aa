"""What the platform's audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "asked a unit": _("Unit asked by the programme"),
    "withdrew a request to a unit": _("Request to a unit withdrawn"),
    "noted a unit's answer": _("Answer of a unit noted"),
    "saved a view of a page": _("View of a page saved"),
    "changed a view of a page": _("View of a page changed"),
    "deleted a view of a page": _("View of a page deleted"),
    "restored a view of a page": _("View of a page taken back"),
    "chose the first page": _("First page chosen"),
    "asked for the monthly letter": _("Monthly letter asked for"),
    "stopped the monthly letter": _("Monthly letter stopped"),
}
