"""What the audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "entered a settlement period": _("Settlement period entered"),
    "proposed settlement periods": _("Settlement periods proposed"),
    "corrected a settlement period": _("Settlement period corrected"),
    "removed a settlement period": _("Settlement period removed"),
    "closed a settlement period": _("Settlement period closed"),
    "asked to reopen a settlement period": _("Reopening of a period asked for"),
    "reopened a settlement period": _("Settlement period reopened"),
    "refused to reopen a settlement period": _("Reopening of a period refused or withdrawn"),
    "left a settlement period open": _("Period left open on the closing day"),
}
