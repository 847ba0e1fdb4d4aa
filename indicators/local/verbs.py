"""What the audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "defined an indicator": _("Local indicator defined"),
    "described an indicator": _("Local indicator described anew"),
    "started a local version": _("Version of a local indicator started"),
    "saved a local version": _("Draft of a local indicator saved"),
    "discarded a local version": _("Draft of a local indicator discarded"),
    "published a local version": _("Version of a local indicator published"),
    "withdrew an indicator": _("Local indicator withdrawn"),
}
# Of a version, told beside its indicator.
FIELDS: dict[str, str | Promise] = {
    "rule": _("rule"),
    "effective_from": _("first day it holds"),
    "note": _("note"),
}
