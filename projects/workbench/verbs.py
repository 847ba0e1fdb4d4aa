"""What the audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UNDONE = "undid a change in bulk"

VERBS: dict[str, str | Promise] = {
    "saved a view": _("View of a list saved"),
    "changed a view": _("View of a list changed"),
    "deleted a view": _("View of a list deleted"),
    "chose the first view of a list": _("First view of a list chosen"),
    "chose the columns of a list": _("Columns of a list chosen"),
    "switched the keys": _("Keys of lists switched"),
    "exported a list": _("List exported"),
    "exported a list with PESEL numbers": _("List with PESEL numbers exported"),
    "took out the tables of a page": _("Tables of a page downloaded"),
    "asked for a file": _("File asked for"),
    "downloaded a file": _("File downloaded"),
    "dropped a file": _("File dropped"),
    UNDONE: _("Change in bulk undone"),
}
