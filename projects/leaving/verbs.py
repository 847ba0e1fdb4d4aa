"""What the audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "asked to export everything": _("Archive of the whole unit asked for"),
    "agreed to export everything": _("Archive of the whole unit agreed to"),
    "took back a request for everything": _("Request for the archive taken back"),
    "refused a request for everything": _("Request for the archive refused"),
    "withdrew an agreement to export everything": _("Agreement to the archive taken back"),
    "made an export of everything": _("Archive of the whole unit made"),
    "took everything out": _("Archive of the whole unit downloaded"),
    "exported everything": _("Everything of the unit exported by the platform's operator"),
}
