"""What the audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "declared a value": _("Value declared by hand"),
    "corrected a declared value": _("Declared value corrected"),
    "withdrew a declared value": _("Declared value withdrawn"),
}
